import { DataSourcePlugin } from '@grafana/data';

import { ConfigEditor } from './components/ConfigEditor';
import { QueryEditor } from './components/QueryEditor';
import { DataSource } from './datasource';
import { TargetOptions, TargetQuery, TargetSecrets } from './types';

export const plugin = new DataSourcePlugin<DataSource, TargetQuery, TargetOptions, TargetSecrets>(DataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
