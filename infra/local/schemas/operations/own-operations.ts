import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { repository } from '../../repository.js';
import { collectOperations } from './collect-operations.js';
import { readDocuments } from './read-documents.js';

export const manifestFile = 'gateway/operations/manifest.json';
const ownFolders = ['gateway/operations', 'gateway/console/src'];

/** The manifest of the front ends that live here. @throws WrongOperations */
export const ownOperations = (api: string): string =>
  operationsOf(
    ownFolders.map((folder) => join(repository, folder)),
    api,
    repository,
  );

/** The manifest of the front ends in these files and folders; places in them are told from the root. @throws WrongOperations */
export const operationsOf = (paths: readonly string[], api: string, root: string): string =>
  collectOperations(readDocuments(paths, root), buildSchema(api));
