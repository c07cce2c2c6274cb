/** What an import could not take over as it stands, in German. */
export const problems = {};
