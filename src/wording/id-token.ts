import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

export const idTokenTitles: FamilyTitles = {};

export const idTokenExplanations: FamilyExplanations = {};
