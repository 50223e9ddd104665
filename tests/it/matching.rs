//! The matcher: what people type is found however they type it, and what only looks like it is not.

use minutebook::matching::{Finder, Secret, Sure};

fn sure(secret: &Secret, text: &str) -> bool {
    Finder::new([secret]).find(text).iter().any(|hit| hit.sure == Sure::Yes)
}

fn name(name: &str) -> Secret {
    Secret::Name(name.to_owned())
}

#[test]
fn names_as_people_write_them() {
    let jordan = name("Jordan Alba Ellison");
    for typed in [
        "Jordan Ellison",
        "Jordan Alba Ellison",
        "JORDAN ELLISON",
        "jordan ellison",
        "Jordan  Ellison",
        "Jordan\nEllison",
        "Jordan\u{A0}Ellison",
        "Jordan-Ellison",
        "Jordan – Ellison",
        "Ellison, Jordan",
        "ELLISON Jordan",
        "Ellison, Jordan Alba",
        "J. Ellison",
        "J Ellison",
        "J. A. Ellison",
        "JA Ellison said Jordan Ellison",
        "Ellison, J.",
        "Ellison J",
        "Jordan's and Jordan Ellison's",
        "Jordan Ellison’s",
        "the Ellisons",
        "The Ellison's home: the Ellisons",
        "jordan.ellison@example.org",
        "jellison@example.org",
        "ellison.j@example.org",
        "JordanEllison",
        "**Jordan** Ellison",
        "Jordan *Ellison*",
        "Jordan (Ellison)",
        "[Jordan] [Ellison]",
        "- Jordan\n- Ellison",
        "Jor\u{AD}dan Ellison",
        "Jordan\u{200B} Ellison",
        "Jórdan Éllison",
        "Jordan_Ellison",
        "Jordan/Ellison",
        "J O R D A N  E L L I S O N",
        "Jordan&nbsp;Ellison",
        "Jordan Elli-\nson",
        "Jordan A. Ellison",
        "Mr Jordan Ellison",
        "\"Jordan\" Ellison",
        "Jordan, Ellison",
        "Ellison Jordan",
    ] {
        assert!(sure(&jordan, typed), "{typed:?}");
    }
    let double = name("Morwick Smythe-Vellard");
    for typed in [
        "Morwick Vellard",
        "Morwick Smythe",
        "Morwick Smythe Vellard",
        "Morwick SmytheVellard",
        "M. Vellard",
        "Vellard, Morwick",
        "Smythe-Vellard, Morwick",
        "Morwick Smythe\u{2011}Vellard",
    ] {
        assert!(sure(&double, typed), "{typed:?}");
    }
    for typed in [
        "Niamh O’Delany",
        "Niamh O'Delany",
        "Niamh ODelany",
        "Niamh O Delany",
        "Niamh O`Delany",
        "N. O'Delany",
        "O’Delany, Niamh",
        "Niamh O&#x27;Delany",
        "the O'Delanys",
    ] {
        assert!(sure(&name("Niamh O'Delany"), typed), "{typed:?}");
    }
    assert!(sure(&name("Zoë Fernby"), "Zoe Fernby") && sure(&name("Zoe Fernby"), "Zoë Fernby"));
    assert!(sure(&name("Ewan McDonald"), "Ewan Mc Donald"));
    assert!(sure(&name("Maria de la Cruz"), "Maria Cruz"));
    for typed in ["Lieke van der Berg", "L. van der Berg", "Lieke Vanderberg", "Lieke Berg", "Berg, Lieke", "lieke.vanderberg@example.org"]
    {
        assert!(sure(&name("Lieke van der Berg"), typed), "{typed:?}");
    }
    for typed in ["O Pelling", "O. Pelling", "Osric and Kai Pelling", "Osric Lee Pelling", "the Pelling family", "the Pelling girls"] {
        assert!(sure(&name("Osric Pelling"), typed), "{typed:?}");
    }
}

#[test]
fn ordinary_sentences_name_nobody() {
    let none = |secret: &Secret, text: &str| {
        let hits = Finder::new([secret]).find(text);
        assert!(!hits.iter().any(|h| h.sure == Sure::Yes), "{text:?}: {hits:?}");
    };
    none(&Secret::Word("Andrea".to_owned()), "She is happy and ready for school, and reads.");
    none(&Secret::Word("Herman".to_owned()), "She asked her manager.");
    none(&Secret::Word("Esther".to_owned()), "They know best her wishes.");
    none(&name("Will Day"), "How will day trips work? Will days be set?");
    none(&name("Keira Will Smith"), "Keira will visit.");
    none(&name("Mark Rose"), "The mark rose this term.");
    none(&name("Anna Day"), "A day at school is long.");
    none(&name("Sam Tone"), "A stone was thrown.");
    none(&name("Ivy House"), "The ivy house is empty.");
    none(&name("April May"), "By April, May and June they will be settled. Family time in April/May went well.");
    none(&name("Summer Lake"), "Last summer lakes were too cold to swim in.");
    none(&Secret::Word("Sue".to_owned()), "Nobody will sue anybody.");
    none(&name("Jordan Ellison"), "Jordan went home. Ellison Road is closed.");
    assert!(sure(&name("Will Day"), "We met Will Day there."));
    assert!(sure(&Secret::Word("Sue".to_owned()), "We met Sue there."));
}

#[test]
fn addresses_phones_and_letters() {
    let home = Secret::Address("Flat 2, 14 Quillfeather Lane, Testford".to_owned());
    for typed in [
        "14 Quillfeather Lane",
        "14, Quillfeather Ln",
        "at Quillfeather Lane",
        "quillfeather la.",
        "14\nQuillfeather\nLane",
        "No. 14 QUILLFEATHER LANE",
    ] {
        assert!(sure(&home, typed), "{typed:?}");
    }
    assert!(!sure(&home, "She lives in Testford, in a flat."));
    let church = Secret::Address("12 Church Street, Testford".to_owned());
    for typed in ["12 church street", "12 Church st", "church st", "12 CHURCH ST"] {
        assert!(sure(&church, typed), "{typed:?}");
    }
    assert!(!sure(&church, "They go to church in the next street."));
    let saint = Secret::Address("Rose House, 3 St Mary's Road, Testford".to_owned());
    for typed in ["Rose House", "3 Saint Mary's Rd", "St. Marys Road", "3 St Mary’s Road"] {
        assert!(sure(&saint, typed), "{typed:?}");
    }
    let code = Secret::Postcode("TF4 9ZX".to_owned());
    for typed in ["TF4 9ZX", "tf49zx", "TF4\n9ZX", "TF4-9ZX", "TF4  9ZX"] {
        assert!(sure(&code, typed), "{typed:?}");
    }
    let phone = Secret::Phone("01632 960655 / 01632 960656 ext 2".to_owned());
    for typed in [
        "01632 960655",
        "+44 1632 960655",
        "0044 1632 960655",
        "+44 (0)1632 960655",
        "01632960656",
        "01632-960-655",
        "ring 960655",
        "960 656",
    ] {
        assert!(sure(&phone, typed), "{typed:?}");
    }
    assert!(sure(&Secret::Phone("max 01632 960655".to_owned()), "01632 960655"));
    assert!(sure(&Secret::Phone("01632960655 07700900123".to_owned()), "07700 900123"));
    assert!(!sure(&phone, "On 2026-01-06 at 16.32 there were 96 of 655."));
    let mail = Secret::Email("sue.hart@example.org".to_owned());
    assert!(sure(&mail, "write to SUE.HART@example.org") && !sure(&mail, "write to ann@example.org"));
}

#[test]
fn forms_that_an_attacker_found() {
    let found = |secret: Secret, typed: &str| {
        assert!(Finder::new([&secret]).find(typed).iter().any(|hit| hit.sure >= Sure::Titled), "{secret:?}: {typed}");
    };
    let quiet = |secret: Secret, typed: &str| assert!(!sure(&secret, typed), "{secret:?}: {typed}");
    found(name("Fiona McDonald"), "Fiona MacDonald was there");
    found(name("Fiona MacDonald"), "F. McDonald was there");
    found(name("Jürgen Müller"), "Juergen Mueller was there");
    found(name("Jurgen Mueller"), "Jürgen Müller was there");
    found(name("Jordan Ellison"), "write to jordan.ellison2@example.org");
    found(name("Jordan Ellison"), "write to jellison99@example.org");
    found(name("Anne Marie Jones"), "AM Jones said so");
    found(name("Harpreet Kaur Gill"), "H. Kaur said so");
    found(name("Jordan Ellison"), "First name: Jordan / Surname: Ellison");
    found(name("Jordan Ellison"), "Forename: Jordan\nFamily name: Ellison");
    found(name("Jordan Ellison"), "Surname: Ellison, First name(s): Jordan");
    quiet(name("Jordan Ellison"), "Jordan said. Her friend Ellison came.");
    let address = |a: &str| Secret::Address(a.to_owned());
    found(address("14 Station Road, Testford"), "They live at 14 Station.");
    quiet(address("14 May Road, Testford"), "On 14 May they moved.");
    found(address("3 Great Western Road, Testford"), "at Gt Western Rd");
    found(address("3 Upr High St, Testford"), "at 3 Upper High Street");
    found(address("Harbour Heights Quay Road, Testford"), "at Harbour Heights");
    found(address("Harbour Heights Quay Road, Testford"), "in Quay Road");
    found(address("Meadow Farm House, Testford"), "at Meadow Farm");
    found(Secret::Postcode("TF1 5XY".to_owned()), "TF 1 5XY");
    found(Secret::Phone("020 7946 0958".to_owned()), "ring 7946 0958");
    found(Secret::Phone("0113 496 0655".to_owned()), "ring 496 0655");
    found(Secret::Phone("01632 960655".to_owned()), "ring 01632 960655x3");
    found(Secret::Phone("01632 960655".to_owned()), "ring 960655x3");
    for typed in ["FLT 000777", "FLT-000777", "flt000777", "FLT/000777"] {
        found(Secret::Phrase("FLT000777".to_owned()), typed);
        found(Secret::Phrase("FLT-000777".to_owned()), typed);
    }
    quiet(Secret::Phrase("FLT000777".to_owned()), "000778 and FLT");
    let school = |s: &str| Secret::School(s.to_owned());
    for typed in ["St Mary's Catholic Primary School", "St Mary's Primary", "at St Marys school", "St Mary's"] {
        found(school("St Mary's Catholic Primary School"), typed);
    }
    quiet(school("Testford Primary School"), "in Testford");
    found(school("Testford Primary School"), "at Testford Primary");
}

/// What an attack of an hour got out, and what it was refused for that names nobody.
#[test]
fn forms_of_a_second_attack() {
    let found = |secret: Secret, typed: &str| {
        let finder = Finder::new([&secret]);
        let hits = finder.find(typed);
        let together = finder.together(typed, &hits);
        assert!(hits.iter().chain(&together).any(|h| h.sure >= Sure::Titled), "{secret:?}: {typed}");
    };
    let quiet = |secret: Secret, typed: &str| assert!(!sure(&secret, typed), "{secret:?}: {typed}");
    let phrase = |t: &str| Secret::Phrase(t.to_owned());
    let school = |t: &str| Secret::School(t.to_owned());
    let address = |t: &str| Secret::Address(t.to_owned());
    for (home, typed) in [
        ("Oakfield House", "settled at Oakfield"),
        ("The Beeches Children's Home", "moved to The Beeches"),
        ("Brook House Semi-Independent", "at Brook House"),
        ("Hawthorn View Residential Care", "at Hawthorn View"),
        ("Sunrise Care Ltd, The Willows", "at The Willows"),
    ] {
        found(phrase(home), typed);
    }
    for (name, typed) in [
        ("St Mary's CofE Primary School", "at St Mary's"),
        ("Holy Trinity CofE Junior School", "Holy Trinity School"),
        ("St. Mary's C.E. (VA) Primary School", "at St Marys Primary"),
        ("Our Lady of Lourdes Catholic High School, Testford", "at Our Lady of Lourdes"),
        ("Boughey High School, Testford", "Boughey High"),
        ("Harris Academy Peckham", "Harris Academy"),
        ("Harris Academy Peckham", "Harris Peckham"),
        ("King Edward VI Five Ways School", "at Five Ways"),
        ("Samplebury Academy", "Samplebury Acad"),
        ("Samplebury Academy", "Samplebury School"),
        ("Sir Thomas Boughey Academy", "Thomas Boughey"),
        ("The Priory School", "Priory School"),
        ("Park Hill", "at Parkhill"),
    ] {
        found(school(name), typed);
    }
    for (person, typed) in [
        ("Agnieszka Nowak", "Agnieszka went home to Mrs Nowak."),
        ("Agnieszka Nowak", "Forename: Agnieszka\n\nSurname: Nowak"),
        ("Agnieszka Nowak", "| Agnieszka | Nowak |"),
        ("Agnieszka Nowak", "Agnieszka (aged 13) Nowak"),
        ("Agnieszka Nowak", "Agnieszka N. was there"),
        ("Agnieszka Nowak", "Nowak_Agnieszka_PEP.docx"),
        ("Katarzyna Nowak", "Katarzyna (mum) Nowak"),
        ("D'Angelo St. John-Smythe", "D'Angelo St. John-Smythe"),
        ("Mary St. John", "MARY ST. JOHN"),
        ("Mohammed Abdul Rahman Khan", "Abdul Rahman Khan"),
        ("Mohammed Abdul Rahman Khan", "Abdul Khan"),
        ("Sandra Wetherby", "Mrs Wetherby rang"),
        ("Sandra Wetherby", "SandraWetherby"),
    ] {
        found(name(person), typed);
    }
    let wang = Finder::new(&minutebook::matching::names("Wang Xiaoming", Some("Daniel"), &[]));
    assert!(wang.find("Daniel Wang was there").iter().any(|hit| hit.sure == Sure::Yes));
    for typed in ["CCC 000060001 NOW", "CCC-000060001-NOW", "CCC000060001", "000060001", "ccc000060001now"] {
        found(phrase("CCC000060001NOW"), typed);
    }
    for typed in
        ["pat.odonoghue72 @ example.org", "pat.odonoghue72 at example.org", "pat.odonoghue72@\nexample.org", "pat.odonoghue72@example.org"]
    {
        found(Secret::Email("pat.odonoghue72@example.org".to_owned()), typed);
    }
    for (place, typed) in [
        ("27 St Mary's Court, Testford", "27St Mary's Court"),
        ("71 Ridgeway Gardens, Testford", "71Ridgeway Gardens"),
        ("Rose Cottage, Testford", "RoseCottage"),
        ("14 Sample Lane, Testford", "14SampleLane"),
        ("Ty'n y Coed, Heol y Felin, Testford", "Heol y Felin"),
        ("6 Ash Tree Close, Testford", "6 Ash Tree Cls"),
    ] {
        found(address(place), typed);
    }
    for typed in ["020/7946/0123", "020&nbsp;7946&nbsp;0123", "020: 7946: 0123"] {
        found(Secret::Phone("020 7946 0123".to_owned()), typed);
    }
    // Streets there are everywhere, and words of the language.
    for (place, typed) in [
        ("1 High Street, Testford", "School is near the high street."),
        ("1 High Street, Testford", "High Street was closed."),
        ("7 Station Road, Testford", "They live close to the station road works."),
        ("3 Church Lane, Testford", "He likes church. Lane closures made him late."),
        ("3 Church Lane, Testford", "The church lane was closed."),
        ("9 Main Street, Testford", "The main street was busy."),
        ("10 The Close, Testford", "The close bond with his brother matters."),
        ("The Lodge, Testford", "The lodge by the lake was fun."),
        ("2 The Green, Testford", "The green folder is for health."),
    ] {
        quiet(address(place), typed);
    }
    found(address("1 High Street, Testford"), "at 1 High Street");
    quiet(name("Mary Jane Rowe"), "the jane");
    quiet(school("The Park School"), "He walked to the park after school.");
}
