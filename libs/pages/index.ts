export { type SharedFile, openAssets } from './assets.js';
export {
  type Assets,
  type Banner,
  type Frame,
  type NavigationRow,
  type Place,
  type SignedIn,
  navigationFor,
} from './frame.js';
export { type ProblemView, problemView } from './problem.js';
export { type Render, openViews } from './views.js';
export {
  type Answer,
  NEW,
  nextQuestion,
  questionBefore,
  questionsAsked,
  readAnswer,
  withForm,
} from './walk/answers.js';
export { DRAFT_DAYS, type Draft, type DraftKey, type Drafts, memoryDrafts } from './walk/drafts.js';
export { type WalkEvent, eventsOf, settled } from './walk/outcome.js';
export { type Recorded, checkView, questionView, receiptView } from './walk/views.js';
export type { AnswerFault, Choice, Passage, Question, Typed, WalkPorts, WallTime, Walk } from './walk/walk.js';
export { type DotChart, type DotRow, type StripChart, type StripRow, dotChart, stripChart } from './charts.js';
export { type PageNumber, pagination } from './pagination.js';
