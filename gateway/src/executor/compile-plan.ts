import { evaluateCondition, type PlanNode, type QueryPlan } from '@apollo/query-planner';
import type { VariableDefinitions } from '@apollo/federation-internals';
import { compileFetch } from './compile-fetch.js';
import { entitiesAt, planPath, type PlanPath } from './entities-at.js';
import { NotCompiled } from './not-compiled.js';
import type { Step } from './run.js';
import type { SupergraphTypes } from './supergraph-types.js';

/** The steps of a plan; undefined where it asks no service. @throws NotCompiled */
export function compilePlan(
  types: SupergraphTypes,
  { node }: QueryPlan,
  variables: VariableDefinitions,
): Step | undefined {
  const compile = (each: PlanNode, path: PlanPath): Step => {
    switch (each.kind) {
      case 'Fetch':
        return compileFetch(types, each, path);
      case 'Sequence':
        return sequence(each.nodes.map((one) => compile(one, path)));
      case 'Parallel':
        return parallel(each.nodes.map((one) => compile(one, path)));
      case 'Flatten': {
        const inside = planPath(each.path);
        return flatten(inside, compile(each.node, [...path, ...inside]));
      }
      case 'Condition': {
        const whenTrue = each.ifClause && compile(each.ifClause, path);
        const whenFalse = each.elseClause && compile(each.elseClause, path);
        return async (run, at) => {
          await (evaluateCondition(each, variables, run.variables) ? whenTrue : whenFalse)?.(run, at);
        };
      }
      default:
        throw new NotCompiled('node');
    }
  };
  if (node?.kind === 'Subscription') {
    throw new NotCompiled('node');
  }
  return node && compile(node, []);
}

function sequence(steps: Step[]): Step {
  return async (run, at) => {
    for (const step of steps) {
      await step(run, at);
    }
  };
}

function parallel(steps: Step[]): Step {
  return async (run, at) => {
    await Promise.all(steps.map((step) => step(run, at)));
  };
}

/** @throws Unreadable where the data is not what the plan was made for, as the stock executor does. */
function flatten(path: PlanPath, step: Step): Step {
  return async (run, at) => {
    const found = entitiesAt(at, path);
    if (found) {
      await step(run, found);
    }
  };
}
