/** The roles in the words of the graph. */
export enum Role {
  ADMIN = 'admin',
  EXHIBITOR = 'exhibitor',
  TRAINER = 'trainer',
  PARTNER = 'partner',
  VISITOR = 'visitor',
}
