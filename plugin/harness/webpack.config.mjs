// Bundles the harness page with everything in it; the plugin's own bundle leaves React and Grafana to Grafana.
import { resolve } from 'path';

const root = resolve(import.meta.dirname, '..');

export default {
  mode: 'development',
  devtool: false,
  context: root,
  entry: resolve(root, 'src/harness/page.tsx'),
  output: { path: resolve(root, '../.tools/harness'), filename: 'page.js', clean: true },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        use: {
          loader: 'swc-loader',
          options: { jsc: { target: 'es2020', parser: { syntax: 'typescript', tsx: true } } },
        },
      },
      { test: /\.css$/, type: 'css' },
      { test: /\.(png|svg|woff2?)$/, type: 'asset' },
    ],
  },
  experiments: { css: true },
  performance: { hints: false },
  resolve: { extensions: ['.tsx', '.ts', '.mjs', '.js'] },
  stats: 'errors-only',
};
