import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

export const requestTitles: FamilyTitles = {};

export const requestExplanations: FamilyExplanations = {};
