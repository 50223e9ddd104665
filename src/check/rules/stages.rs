//! What the other stages find: reading, shape, policy packs and the making of documents. Here is only what `explain` says of it.
//!
//! # R001
//! The file is not valid YAML.
//!
//! Nothing can be checked until it is. The message names the line where reading stopped; the cause is often a line or two above:
//! a quotation mark or bracket that is not closed, a tab, or text with a colon that needs quotation marks.
//! # R002
//! A key is written twice in the same place.
//!
//! Only one of the two could count, and the other would be lost without a word.
//! # R003
//! The file is too large, too deeply nested, or unfolds to too much.
//!
//! A record has at most 4 MiB, 32 levels and 100,000 values. Papers belong beside the record, not in it.
//! # R004
//! The file is not UTF-8 text.
//!
//! Names with accents would come out wrong. Save it again with the encoding UTF-8.
//! # R005
//! The file holds more than one record.
//!
//! One file, one review: findings, documents and the manifest name the file.
//! # R006
//! A character that cannot be printed was replaced.
//!
//! Bullets pasted from Word, control characters and stray byte-order marks have no meaning in a document for the archive (PDF/A).
//! The message says what stands there now.
//! # R007
//! The file cannot be read.
//!
//! It is not an ordinary file, or you may not open it.
//! # R008
//! The file does not say what kind of record it is, or names a kind that there is not.
//!
//! Every record begins with its kind, as `kind: review`.
//! # R009
//! A character is in none of the fonts.
//!
//! It would print as an empty box, and PDF/A forbids that. The fonts cover Latin, Greek, Cyrillic, Hebrew, Arabic and Urdu, Hindi,
//! Bengali, Punjabi, Gujarati, Tamil, Amharic and Tigrinya; not yet Chinese, Japanese, Korean, and no emoji.
//! # R010
//! A text seems to be cut off at a `#`.
//!
//! In YAML a space and a `#` begin a comment: what stands behind them is not part of the text. If it was meant to be, put the text
//! into quotation marks.
//! # R011
//! A word is longer than any line.
//!
//! It would run off the page and be lost. Usually a space is missing, or a web address was pasted: shorten it.
//! # R012
//! Something is typed otherwise than records have it, and was read as what it means.
//!
//! A date as `18/04/2017`, a time as `4pm`, a code in its words, a person by name, an answer as `Y`: what can mean only one thing is read,
//! and nothing has to be done. `minutebook fmt FILE` writes the file in house spelling, and keeps comments and order.
//! # R013
//! A file in the folder may hold a record, and was not read.
//!
//! A Word document, a packed folder, a name that Windows gave a second ending, a second version that a shared folder kept: nothing is made
//! of them, and nobody would miss it. The message says what to do with each.
//! # R014
//! Two files are the same, byte for byte.
//!
//! One is used, the other is not. Delete one, so that a correction is not made in the wrong one.
//! # R101
//! A key that every record needs is missing.
//! # R102
//! A key is not known here.
//!
//! Usually a spelling: the message proposes the nearest key. What is not known would be left out of the document without a word.
//! Between { }, a comma begins a new key: `{ text: here, there }` is a text and a key `there`. Put such a text into quotation marks.
//! # R103
//! A value is of the wrong type: text where a list belongs, or the like.
//! # R104
//! A value is not one of those it can have.
//! # R105
//! A date is not in the calendar, or not written year-month-day.
//! # R106
//! A value is not written as it has to be: a reference, a time, a postcode, an email, a key.
//! # R107
//! A value is still the scaffold's placeholder.
//!
//! `minutebook new` writes `[what belongs here]` in square brackets. Left in place, it would be printed.
//! # R108
//! A value is too long, too short, or otherwise not as the schema has it.
//! # R109
//! A key stands inside a text, on the text's own line.
//!
//! `what: The dentist about: [health]` is one text, and is printed as it stands: nothing is withheld for it. A key begins a line of its own,
//! under the first letter of the key above it.
//! # R401
//! There is no policy pack of this name.
//!
//! `minutebook list policies` shows those there are; `--policies FOLDER` adds your own.
//! # R402
//! A policy pack has errors, or contradicts itself.
//!
//! No record that follows it can be checked until it is put right.
//! # R403
//! A document went out under a letterhead that is still an example.
//!
//! The packs that come with the program have invented phones, addresses and helplines. A child who rings one reaches nobody. A pack of your
//! own over the authority's pack gives yours: six lines.
//! # R901
//! A template could not be filled in.
//!
//! It asks for something its document does not have, or has a mistake in it. A template of your own (`--templates`) is the likely
//! place; the message names file and line.
//! # R902
//! The document could not be typeset.
//!
//! Usually a character that none of the fonts has: the message names it.
//! # R903
//! The finished document failed its verification, and was not kept.
//!
//! Every PDF is opened again before it is written: its tags, title and language, pages, the headings it must have, the text of
//! each decision, what must not be in it, and for archive copies its conformance to PDF/UA-1 and PDF/A.
//! # R904
//! The process that typeset the document stopped.
//!
//! Only this document is lost; the rest went on. Run it again alone; if it stops again, tell whoever looks after the program,
//! with a copy of the record in which names are replaced.
//! # R905
//! The document could not be written.
//!
//! The disk is full, or the folder may not be written to. Nothing half-written is left.
//! # R906
//! Of a draft, a reader's copy was not made.
//!
//! Something in the record is not for them: the rule named says what. The copy for the file is made all the same.
//! # R907
//! A published report lies in the output that the record of the next one does not name.
//!
//! Two reports on the same children, as those of a quarter and the year, can give away together what each hides: a number that is hidden
//! in one stands in the other. What reports before told is taken into account where the record names their files of figures.
//!
//! To put it right: name the file under `published_before`, from the folder in which the record lies.
