export { type Row, type Who, accessTable } from './table.js';
export {
  type AccessRefusal,
  type Allowed,
  type Asked,
  type Said,
  type SignedIn,
  mayRecord,
  ownRoles,
} from './may-record.js';
