import { registerEnumType } from 'type-graphql';
import { regions, type RegionName } from '../contracts/values.js';

/** The twelve regions of Morocco since the decree 2.15.40 of 2015. */
export const Region = Object.freeze(Object.fromEntries(regions.map((region) => [region, region]))) as {
  [Name in RegionName]: Name;
};
export type Region = RegionName;

registerEnumType(Region, { name: 'Region', description: 'The twelve regions of Morocco.' });
