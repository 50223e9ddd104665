//! E-mails that are ready and not sent: a file for each reader, which an e-mail program opens as a message still to be sent. What is attached is
//! locked with a password that stands in a list of its own, never beside the address. Nothing here sends anything.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;

use super::envelopes::Envelope;
use crate::hash::sha256;
use crate::matching::{Finder, Sure};
use crate::policy::Policy;

/// An e-mail that is ready.
#[derive(Debug)]
pub struct Draft {
    /// The message as a file's bytes.
    pub message: Vec<u8>,
    /// What opens its attachments.
    pub password: String,
    /// Each copy with the SHA-256 of what was proved and of what is attached.
    pub copies: Vec<Locked>,
}

/// A copy that is attached locked.
#[derive(Debug)]
pub struct Locked {
    /// Its file, below the output folder.
    pub file: String,
    /// SHA-256 of the copy.
    pub sha256: String,
    /// SHA-256 of the locked one.
    pub locked_sha256: String,
}

/// The name of an envelope's message: the child's reference, and what tells it from others of the child, without a name.
#[must_use]
pub fn name(envelope: &Envelope<'_>) -> String {
    let files: Vec<&str> = envelope.copies.iter().map(|copy| copy.file.as_str()).collect();
    let reference = envelope.copies.first().map_or("", |copy| copy.reference.as_str());
    let own = sha256(files.join("\n").as_bytes());
    format!("{reference}-{}.eml", own.get(..8).unwrap_or_default())
}

/// Makes an envelope's e-mail from the copies in an output folder.
///
/// # Errors
/// In words, where a copy cannot be read or locked.
pub fn draft(envelope: &Envelope<'_>, out: &Path, on: NaiveDate, policy: &Policy) -> Result<Draft, String> {
    let password = password()?;
    let service = format!("{}, {}", policy.body.name, policy.body.service);
    let reference = envelope.copies.first().map_or("", |copy| copy.reference.as_str());
    let several = envelope.copies.len() > 1;
    let (papers, they, them) = if several { ("papers", "They are", "them") } else { ("a paper", "It is", "it") };
    let text = format!(
        "Dear {},\r\n\r\nWith this e-mail come{} {papers} of the {}.\r\n\r\n{they} private, and locked with a password. We will tell you the \
         password in another way, for example by phone.\r\n\r\nIf this is not for you, please do not open {them}. Ring us on {}, and delete this \
         e-mail.\r\n\r\n{service}\r\n{}\r\nOur reference: {reference}\r\n",
        envelope.reader,
        if several { "" } else { "s" },
        policy.body.service,
        policy.body.phone,
        policy.body.phone,
    );
    let subject = format!("Private: papers from the reviewing service, our reference {reference}");
    // Proved like a copy: what its reader may not have stands nowhere in it, nor in the names of what is attached.
    for copy in &envelope.copies {
        let finder = Finder::new(&copy.absent);
        let holds = |text: &str| finder.find(text).iter().any(|hit| hit.sure == Sure::Yes);
        if [text.as_str(), &subject, &copy.file].into_iter().any(holds) {
            return Err("the e-mail would hold something that is withheld from its reader".to_owned());
        }
    }
    let midnight = on.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc().timestamp();
    let mut message = MessageBuilder::new()
        .from(Address::new_address(Some(service), policy.body.email.clone()))
        .to(Address::new_address(Some(envelope.reader.to_owned()), envelope.email.trim().to_owned()))
        // Who the child is does not stand in a subject.
        .subject(subject)
        .date(Date::new(midnight))
        .message_id(format!("{}@minutebook", sha256(format!("{}{password}", name(envelope)).as_bytes()).get(..32).unwrap_or_default()))
        // An e-mail program opens it as one that is still to be sent.
        .header("X-Unsent", Raw::new("1"))
        .text_body(text);
    let mut copies = Vec::new();
    for copy in &envelope.copies {
        let bytes = std::fs::read(out.join(&copy.file)).map_err(|e| format!("a copy cannot be read: {}", e.kind()))?;
        let locked = locked(&bytes, &password)?;
        copies.push(Locked { file: copy.file.clone(), sha256: sha256(&bytes), locked_sha256: sha256(&locked) });
        let name = copy.file.rsplit('/').next().unwrap_or_default().to_owned();
        message = message.attachment("application/pdf", name, locked);
    }
    let message = message.write_to_vec().map_err(|e| e.kind().to_string())?;
    Ok(Draft { message, password, copies })
}

/// A PDF that opens with a password only: AES-256. It is no PDF/A any more, which allows no lock; the copy in the folder stays one.
fn locked(pdf: &[u8], password: &str) -> Result<Vec<u8>, String> {
    let fail = |_| "a copy cannot be locked".to_owned();
    let mut document = Document::load_mem(pdf).map_err(fail)?;
    let mut key = [0u8; 32];
    getrandom::fill(&mut key).map_err(|_| "the system gives no random numbers".to_owned())?;
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: &key,
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: password,
        user_password: password,
        // For screen readers, and to print it.
        permissions: Permissions::PRINTABLE
            | Permissions::PRINTABLE_IN_HIGH_QUALITY
            | Permissions::COPYABLE
            | Permissions::COPYABLE_FOR_ACCESSIBILITY,
    };
    let state = EncryptionState::try_from(version).map_err(fail)?;
    document.encrypt(&state).map_err(fail)?;
    let mut out = Vec::new();
    document.save_to(&mut out).map_err(|_| "a copy cannot be locked".to_owned())?;
    Ok(out)
}

/// Letters and figures that are not taken for one another when they are read out.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Three groups of four, to be read out over the phone: about 59 bits.
fn password() -> Result<String, String> {
    let mut out = String::new();
    while out.chars().filter(|c| *c != '-').count() < 12 {
        let mut byte = [0u8; 1];
        getrandom::fill(&mut byte).map_err(|_| "the system gives no random numbers".to_owned())?;
        // Those beyond a whole number of alphabets would make some letters likelier.
        let most = 256 - 256 % ALPHABET.len();
        let Some(letter) = byte.first().map(|b| usize::from(*b)).filter(|b| *b < most).and_then(|b| ALPHABET.get(b % ALPHABET.len()))
        else {
            continue;
        };
        if matches!(out.len(), 4 | 9) {
            out.push('-');
        }
        out.push(char::from(*letter));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::password;

    #[test]
    fn passwords_can_be_read_out_and_differ() -> Result<(), String> {
        let all: Vec<String> = (0..50).map(|_| password()).collect::<Result<_, _>>()?;
        for one in &all {
            assert!(one.len() == 14 && one.split('-').all(|group| group.len() == 4) && !one.contains(['0', 'o', '1', 'l', 'i']), "{one}");
        }
        assert!(all.iter().enumerate().all(|(i, one)| !all.iter().skip(i + 1).any(|other| other == one)));
        Ok(())
    }
}
