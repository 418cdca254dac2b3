import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

export const leaksTitles: FamilyTitles = {};

export const leaksExplanations: FamilyExplanations = {};
