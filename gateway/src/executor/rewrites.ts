import type { FetchDataRewrite } from '@apollo/query-planner';
import { isOwn, type Data } from './data.js';
import { NotCompiled, plainName } from './not-compiled.js';
import { isOfType, type SupergraphTypes } from './supergraph-types.js';

type Rewrite = (value: unknown) => void;

const onType = '... on ';

/** What a plan changes in what is sent and in what comes back: names that two fields would share, types of interface objects. */
export function compileRewrites(
  types: SupergraphTypes,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewrite | undefined {
  if (!rewrites || rewrites.length === 0) {
    return undefined;
  }
  const all = rewrites.map((rewrite) => compileRewrite(types, rewrite));
  return (value) => {
    for (const each of all) {
      each(value);
    }
  };
}

function compileRewrite(types: SupergraphTypes, rewrite: FetchDataRewrite): Rewrite {
  const field = rewrite.path.at(-1);
  if (field === undefined) {
    return () => undefined;
  }
  if (field.startsWith(onType)) {
    throw new NotCompiled('node');
  }
  return rewrite.path
    .slice(0, -1)
    .reduceRight<Rewrite>(
      (inside, step) => everywhere(stepInto(types, step, inside)),
      everywhere(changeOf(rewrite, plainName(field))),
    );
}

function stepInto(types: SupergraphTypes, step: string, inside: Rewrite): (value: Data) => void {
  if (step.startsWith(onType)) {
    const applies = isOfType(types, step.slice(onType.length), true);
    return (value) => {
      if (applies(value)) {
        inside(value);
      }
    };
  }
  const name = plainName(step);
  return (value) => inside(isOwn(value, name) ? value[name] : undefined);
}

function changeOf(rewrite: FetchDataRewrite, field: string): (value: Data) => void {
  if (rewrite.kind === 'ValueSetter') {
    return (value) => {
      value[field] = rewrite.setValueTo as unknown;
    };
  }
  const renamed = plainName(rewrite.renameKeyTo);
  return (value) => {
    const held = isOwn(value, field) ? value[field] : undefined;
    if (held) {
      value[renamed] = held;
      value[field] = undefined;
    }
  };
}

/** To an object, or to each object of a list; to nothing else. */
function everywhere(change: (value: Data) => void): Rewrite {
  const apply: Rewrite = (value) => {
    if (Array.isArray(value)) {
      for (const each of value) {
        apply(each);
      }
    } else if (typeof value === 'object' && value !== null) {
      change(value as Data);
    }
  };
  return apply;
}
