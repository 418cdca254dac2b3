import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

export const historyTitles: FamilyTitles = {};

export const historyExplanations: FamilyExplanations = {};
