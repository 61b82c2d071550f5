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
