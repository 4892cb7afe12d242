import {
  asyncApiDocument,
  audienceTold,
  eventCatalogue,
  exampleOf,
  shortName,
  topics,
  type EventDefinition,
} from '@maarad/shared/contracts';

/** The contract of the events as a page: what is told where, in which form, with an example of every type. */
export function eventsPage(): string {
  const { info } = asyncApiDocument() as { info: { title: string; description: string } };
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(info.title)}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/style.css" />
  </head>
  <body>
    <main>
      <h1>${escaped(info.title)}</h1>
      ${info.description.split('\n\n').map(paragraph).join('\n      ')}
      <p><a href="/asyncapi.json">AsyncAPI document</a> · <a href="/events">the stream</a> · <a href="/schema.graphql">the graph</a> · <a href="/graphiql">GraphiQL</a></p>
      <nav><ul>${topics.map((topic) => `<li><a href="#${topic}">${topic}</a></li>`).join('')}</ul></nav>
      ${topics.map(topicSection).join('\n')}
    </main>
  </body>
</html>
`;
}

function topicSection(topic: string): string {
  const told = eventCatalogue.filter((definition) => definition.topic === topic);
  return `<section><h2 id="${topic}">${topic}</h2>${told.map(eventArticle).join('\n')}</section>`;
}

function eventArticle(definition: EventDefinition): string {
  const { type, description, audience } = definition;
  return `<article><h3 id="${type}">${escaped(shortName(definition))}</h3>
<p>${escaped(description)}</p>
<p>${escaped(audienceTold[audience])}</p>
<p><code>${type}</code> · <a href="/schemas/${type}.json">JSON Schema</a></p>
<details><summary>An example</summary><pre>${escaped(JSON.stringify(exampleOf(definition), null, 2))}</pre></details></article>`;
}

/** Of the description's marks, bold and code are all that is used. */
const paragraph = (text: string): string =>
  `<p>${escaped(text)
    .replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/`(.+?)`/g, '<code>$1</code>')}</p>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
