import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Source } from 'graphql';
import ts from 'typescript';

const documents = /\.(graphql|gql)$/;
const code = /\.[cm]?[jt]sx?$/;
const passedOver = new Set(['node_modules', 'dist']);
/** As the libraries of front ends call what takes an operation: gql`…`, graphql(`…`). */
const tags = new Set(['gql', 'graphql']);

/** What front ends ask, from files and folders: each a text that knows its file and line. @throws Error for what is not there. */
export function readDocuments(paths: readonly string[], root: string): Source[] {
  return paths
    .flatMap((path) => filesOf(path))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const name = relative(root, file);
      return documents.test(file) ? [new Source(text, name)] : inCode(text, name);
    });
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !passedOver.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      return entry.isDirectory() ? filesOf(inner) : documents.test(inner) || code.test(inner) ? [inner] : [];
    });
}

function inCode(text: string, name: string): Source[] {
  if (!/gql|graphql/.test(text)) {
    return [];
  }
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: Source[] = [];
  const visit = (node: ts.Node): void => {
    const literal = operationIn(node);
    if (literal) {
      const { line, character } = file.getLineAndCharacterOfPosition(literal.getStart(file) + 1);
      if (!ts.isNoSubstitutionTemplateLiteral(literal) && !ts.isStringLiteral(literal)) {
        throw new Error(`${name}:${line + 1}: an operation must be written out, without \${…} in it.`);
      }
      found.push(new Source(literal.text, name, { line: line + 1, column: character + 1 }));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function operationIn(node: ts.Node): ts.Node | undefined {
  if (ts.isTaggedTemplateExpression(node) && isTag(node.tag)) {
    return node.template;
  }
  const [first] = ts.isCallExpression(node) && isTag(node.expression) ? node.arguments : [];
  return first && (ts.isTemplateLiteral(first) || ts.isStringLiteral(first)) ? first : undefined;
}

const isTag = (node: ts.Node): boolean => ts.isIdentifier(node) && tags.has(node.text);
