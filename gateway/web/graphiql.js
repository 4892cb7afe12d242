/* global React, ReactDOM, GraphiQL */
// GraphiQL on the operation that reads the whole fair. The schema comes as a file, so that this works where introspection is off.
(async () => {
  const [query, schema] = await Promise.all([
    fetch('/graphiql/the-whole-fair.graphql').then((response) => response.text()),
    fetch('/graphiql/schema.json').then((response) => response.json()),
  ]);
  const ask = GraphiQL.createFetcher({ url: '/graphql' });
  const headers = '{ "accept-language": "ar" }';
  ReactDOM.createRoot(document.getElementById('graphiql')).render(
    React.createElement(GraphiQL, {
      fetcher: (operation, options) =>
        operation.operationName === 'IntrospectionQuery' ? Promise.resolve({ data: schema }) : ask(operation, options),
      defaultQuery: query,
      defaultTabs: [{ query, headers }],
      defaultHeaders: headers,
      defaultEditorToolsVisibility: 'headers',
    }),
  );
})();
