/** A node of the compiler's syntax tree, of which only place and kind are common to all. */
export interface AstNode {
  readonly nodeType: string;
  /** `start:length:file`, in bytes. */
  readonly src: string;
  readonly [key: string]: unknown;
}

/** A Solidity file as it stands, with its syntax tree. */
export interface ParsedSource {
  readonly file: string;
  readonly bytes: Buffer;
  readonly tree: AstNode;
}

/** Where a node stands. */
export interface Place {
  /** From the source unit to the node's parent. */
  readonly ancestors: readonly AstNode[];
  readonly source: ParsedSource;
}

/** Bytes of a source to be replaced by a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What can be done to one node; none where the operator does not apply. */
export type Operator = (node: AstNode, place: Place) => readonly Edit[];

/** One change to one file that a test should notice. */
export interface Mutant {
  /** Made of the file, the function, the operator and the lines before and after: the same when lines above it move. */
  readonly id: string;
  readonly file: string;
  readonly contract: string;
  readonly function: string;
  readonly operator: string;
  readonly line: number;
  readonly edit: Edit;
  /** The lines that the edit touches, without the indent of the first. */
  readonly before: string;
  readonly after: string;
}

/** Tests that are compiled and run together. */
export interface Suite {
  readonly name: string;
  /** The folder whose contracts are compiled because tests deploy them by name. */
  readonly sources: string;
  /** A folder of tests, or one file. */
  readonly tests: string;
}

/** `invalid`: it does not compile, and is no mutant. `timeout`: a test did not end, which a person would notice. */
export type OutcomeKind = 'killed' | 'timeout' | 'survived' | 'invalid';

export interface Outcome {
  readonly kind: OutcomeKind;
  /** The test that failed, or the suite that did not end. */
  readonly by?: string;
  readonly seconds: number;
}

/** An outcome on record. */
export interface Result extends Outcome {
  readonly id: string;
  /** Of the mutated file as it was. */
  readonly sourceDigest: string;
  /** Of all tests as they were. */
  readonly testsDigest: string;
}

/** A survivor that was looked at: no test could tell it from the original, or none needs to. */
export interface AcceptedSurvivor {
  readonly id: string;
  readonly file: string;
  readonly function: string;
  readonly operator: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}
