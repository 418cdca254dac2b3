import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

export const metadataTitles: FamilyTitles = {};

export const metadataExplanations: FamilyExplanations = {};
