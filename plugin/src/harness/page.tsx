import { css } from '@emotion/css';
import { createTheme, DataSourceSettings, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React, { ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';

import { AnnotationEditor } from '../components/AnnotationEditor';
import { ConfigEditor } from '../components/ConfigEditor';
import { QueryEditor } from '../components/QueryEditor';
import { VariableQueryEditor } from '../components/VariableQueryEditor';
import { datasource, resources, withBackend, withVariables } from '../grafana.fake';
import { TargetOptions, TargetQuery, TargetSecrets, VariableQuery } from '../types';

// The editors with Grafana's real components and an invented backend, for pictures and for eyes; `npm run pictures`
// opens it in a browser. What it shows is in the address: ?editor=query&theme=dark&query={…}. It is no part of the plugin.
const asked = new URLSearchParams(location.search);
const theme = createTheme({ colors: { mode: asked.get('theme') === 'light' ? 'light' : 'dark' } });
const start = JSON.parse(asked.get('query') ?? '{}');
const ds = datasource();
withVariables({ huyen: ['d:857@0'], chitieu: ['info_skills_rate'] });
withBackend(resources);

function Query({ editor: Editor }: { editor: typeof QueryEditor }) {
  const [query, setQuery] = useState<TargetQuery>({ refId: 'A', schemaVersion: 1, ...start });
  return <Editor datasource={ds} query={query} onChange={setQuery} onRunQuery={() => {}} />;
}

function Variable() {
  const [query, setQuery] = useState<VariableQuery>({ refId: 'A', ...start });
  return <VariableQueryEditor datasource={ds} query={query} onChange={setQuery} onRunQuery={() => {}} />;
}

function Config() {
  const [options, setOptions] = useState({
    url: '',
    jsonData: {},
    secureJsonFields: {},
    readOnly: false,
    ...start,
  } as DataSourceSettings<TargetOptions, TargetSecrets>);
  return <ConfigEditor options={options} onOptionsChange={setOptions} />;
}

const editors: Record<string, ReactNode> = {
  query: <Query editor={QueryEditor} />,
  annotation: <Query editor={AnnotationEditor} />,
  variable: <Variable />,
  config: <Config />,
};

const frame = css({
  background: theme.colors.background.primary,
  color: theme.colors.text.primary,
  padding: theme.spacing(2),
  minHeight: '100vh',
  boxSizing: 'border-box',
});

createRoot(document.getElementById('page')!).render(
  <ThemeContext.Provider value={theme}>
    <GlobalStyles />
    <main className={frame}>{editors[asked.get('editor') ?? 'query']}</main>
    <PortalContainer />
  </ThemeContext.Provider>
);
