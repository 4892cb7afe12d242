/* global React, ReactDOM, GraphiQL */
// GraphiQL on the operation that reads the whole fair. It asks for an answer in the language chosen in its headers.
(async () => {
  const query = await (await fetch('/graphiql/the-whole-fair.graphql')).text();
  ReactDOM.createRoot(document.getElementById('graphiql')).render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
      defaultQuery: query,
      defaultTabs: [{ query, headers: '{ "accept-language": "ar" }' }],
      defaultHeaders: '{ "accept-language": "ar" }',
      defaultEditorToolsVisibility: 'headers',
      shouldPersistHeaders: false,
    }),
  );
})();
