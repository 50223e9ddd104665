//! Writes a child's records: reviews in their order, and what happens between them.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use super::dates::Day;
use super::model::{Alert, Child, Next, Rating, Review, Service, Team};
use super::names::{MEN, STAFF, WOMEN};
use super::random::Chance;
use super::words::{self, Pair};
use super::yaml::{put, q};

/// Writes a file, and the folders above it.
pub fn save(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create(true).truncate(true).open(path)?.write_all(text.as_bytes())
}

/// A name of a member of staff.
pub fn staff_name(chance: &mut Chance) -> String {
    let first = if chance.percent(65) { chance.pick(WOMEN) } else { chance.pick(MEN) };
    format!("{first} {}", chance.pick(STAFF))
}

fn first_name(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

fn email(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase().replace(' ', "."))
}

/// Somebody in `people`.
struct Someone {
    key: &'static str,
    name: String,
    role: &'static str,
    more: String,
}

/// What stays with the child from one record to the next.
struct Life {
    carer: String,
    carer_role: &'static str,
    supervisor: String,
    mother: Option<String>,
    teacher: String,
    school: &'static str,
    placement: &'static str,
    placed: Day,
    house: String,
    postcode: String,
    legal: &'static str,
    plan: &'static str,
    language: &'static str,
    religion: &'static str,
    matched: bool,
    worker: String,
    team: usize,
    /// The last review's decisions: what, what for, in the child's words, who.
    decided: Vec<[String; 4]>,
}

const SCHOOLS: &[&str] = &[
    "Hazelbank Primary School",
    "Millbrook Primary School",
    "Orchard Lane Primary School",
    "Riverside Primary School",
    "Quarry Hill Primary School",
    "Canal Street Primary School",
    "Hilltop Primary School",
    "Westgate Primary School",
];
const SECONDARIES: &[&str] =
    &["Hartley Vale School", "Testford Academy", "Northfield High School", "Priory Road School", "Easthill Academy"];
const COLLEGES: &[&str] = &["Testford College", "Samplebury College", "Hartley Vale Sixth Form"];
const ROADS: &[&str] = &[
    "Brook Rise",
    "Elm Road",
    "Weavers Close",
    "Canal Street",
    "Station Road",
    "Kiln Lane",
    "Mill Street",
    "Park View",
    "Chapel Row",
    "Long Acre",
];
const RELIGIONS: &[&str] = &["none", "none", "none", "Church of England", "Christian", "Roman Catholic", "not recorded"];
const TIMES: &[&str] = &["09:30", "10:00", "11:00", "13:30", "14:00", "15:30", "15:45", "16:00", "16:15", "16:30"];

impl Life {
    fn new(child: &Child, chance: &mut Chance) -> Self {
        let Some(first) = child.reviews.first() else { return Self::empty() };
        let age = child.age(first.date);
        let long = first.number > 4;
        let (placement, carer_role) = match (age, chance.below(20)) {
            _ if child.unaccompanied && age >= 16 => ("supported_accommodation", "residential_key_worker"),
            (16.., 0..8) => ("supported_accommodation", "residential_key_worker"),
            (10.., 8..11) => ("childrens_home", "residential_key_worker"),
            (_, 11..14) => ("kinship_foster_care", "kinship_carer"),
            (_, 14..17) if long && age > 4 => ("long_term_foster_care", "foster_carer"),
            (..=3, 14) => ("fostering_for_adoption", "prospective_adopter"),
            _ => ("foster_care", "foster_carer"),
        };
        let legal = match (first.number, chance.below(10)) {
            _ if child.unaccompanied => "section_20",
            (1..3, 0..5) => "section_20",
            (1..3, _) => "interim_care_order",
            (_, 0..2) => "section_20",
            (_, 2) if age < 5 => "placement_order",
            _ => "care_order",
        };
        let plan = match (age, chance.below(10)) {
            (16.., _) => "supported_independence",
            _ if legal == "placement_order" || placement == "fostering_for_adoption" => "adoption",
            _ if placement == "kinship_foster_care" => "special_guardianship",
            (_, 0..3) if first.number < 4 => "return_home",
            (..=3, 3..6) => "adoption",
            (..=3, _) => "kinship_care",
            _ if placement == "childrens_home" => "long_term_residential",
            _ => "long_term_fostering",
        };
        let matched = placement == "long_term_foster_care";
        let latest = first.previous.map_or(child.since, |p| p.plus(-120));
        let placed = if long && latest > child.since { chance.day(child.since, latest) } else { child.since };
        let mother = (!child.unaccompanied).then(|| format!("{} {}", chance.pick(WOMEN), child.surname));
        let school = match age {
            16.. => chance.pick(COLLEGES),
            11.. => chance.pick(SECONDARIES),
            _ => chance.pick(SCHOOLS),
        };
        let foreign = child.unaccompanied;
        Self {
            carer: staff_name(chance),
            carer_role,
            supervisor: staff_name(chance),
            mother,
            teacher: staff_name(chance),
            school,
            placement,
            placed,
            house: format!("{} {}, Testford", chance.between(2, 98), chance.pick(ROADS)),
            postcode: format!("TF{} {}Q{}", chance.between(1, 9), chance.between(1, 9), chance.pick(&["D", "L", "N", "X"])),
            legal,
            plan,
            language: if foreign { chance.pick(&["Tigrinya", "Dari", "Pashto", "Kurdish", "Vietnamese"]) } else { "English" },
            religion: if foreign { chance.pick(&["Muslim", "Orthodox Christian"]) } else { chance.pick(RELIGIONS) },
            matched,
            worker: String::new(),
            team: usize::MAX,
            decided: Vec::new(),
        }
    }

    fn empty() -> Self {
        Self {
            carer: String::new(),
            carer_role: "foster_carer",
            supervisor: String::new(),
            mother: None,
            teacher: String::new(),
            school: "",
            placement: "foster_care",
            placed: Day(0),
            house: String::new(),
            postcode: String::new(),
            legal: "care_order",
            plan: "long_term_fostering",
            language: "English",
            religion: "none",
            matched: false,
            worker: String::new(),
            team: usize::MAX,
            decided: Vec::new(),
        }
    }
}

/// Everything that a sentence is filled with.
struct Scene<'a> {
    child: &'a Child,
    life: &'a Life,
}

impl Scene<'_> {
    fn fill(&self, text: &str) -> String {
        let (he, him, his, cap) = if self.child.girl { ("she", "her", "her", "She") } else { ("he", "him", "his", "He") };
        let mother = self.life.mother.as_deref().map_or("the family", first_name);
        let filled = text
            .replace("{n}", self.child.first)
            .replace("{he}", he)
            .replace("{him}", him)
            .replace("{his}", his)
            .replace("{He}", cap)
            .replace("{carer}", first_name(&self.life.carer))
            .replace("{worker}", first_name(&self.life.worker))
            .replace("{school}", self.life.school);
        if filled.starts_with("{mother}") && self.life.mother.is_none() {
            return filled.replacen("{mother}", "The family", 1).replace("{mother}", mother);
        }
        filled.replace("{mother}", mother)
    }

    fn pair(&self, pair: &Pair, chance: &mut Chance) -> String {
        format!("{} {}", self.fill(chance.pick(pair.0)), self.fill(chance.pick(pair.1)))
    }

    fn one(&self, list: &[&'static str], chance: &mut Chance) -> String {
        self.fill(chance.pick(list))
    }
}

/// What the rating of a review rests on.
#[derive(Default)]
struct Signs {
    ticks: Vec<(&'static str, &'static str)>,
    missing: Vec<&'static str>,
    undecided: bool,
    few: bool,
    visits_late: bool,
    unqualified: bool,
}

impl Signs {
    fn of(review: &Review, age: i32, chance: &mut Chance) -> Self {
        let mut signs = Self { undecided: review.number == 1 && chance.percent(40), ..Self::default() };
        let number = review.number;
        let mut list: Vec<&'static str> = match review.rating {
            Some(Rating::Red) => {
                vec!["serious_delay", "visits_out_of_time", "placement_not_meeting_needs", "no_care_plan", "worker_unqualified_or_none"]
            }
            Some(Rating::Amber) => {
                vec![
                    "no_social_work_report",
                    "single_track_not_progressed",
                    "recommendations_not_progressed",
                    "worker_change_drift",
                    "complaint_wished",
                    "legal_security_lacking",
                ]
            }
            _ => Vec::new(),
        };
        match review.rating {
            Some(Rating::Red) => {
                if number >= 2 {
                    list.extend(["few_decisions_progressed", "few_decisions_progressed", "no_health_plan_second_review"]);
                    if age >= 4 {
                        list.push("no_pep_second_review");
                    }
                }
                if number >= 3 {
                    list.push("no_permanence_option_third_review");
                }
                if age >= 16 {
                    list.extend(["no_pathway_plan", "no_pathway_plan"]);
                }
            }
            Some(Rating::Amber) => {
                if number == 1 {
                    list.push("no_health_plan_28_days");
                }
                if number == 2 {
                    list.extend(["no_permanence_option_second_review", "no_permanence_option_second_review"]);
                }
                if age >= 8 {
                    list.push("unhappy_in_placement");
                }
                if age >= 15 {
                    list.extend(["pathway_planning_slow", "pathway_planning_slow"]);
                }
            }
            _ => {}
        }
        let wanted = if list.is_empty() { 0 } else { chance.between(1, if review.rating == Some(Rating::Red) { 3 } else { 2 }) };
        for _ in 0..wanted {
            let key = chance.pick(&list);
            if signs.ticks.iter().any(|(k, _)| *k == key) {
                continue;
            }
            let mut value = "true";
            match key {
                "no_care_plan" => signs.missing.push("care_plan"),
                "no_pathway_plan" => signs.missing.push("pathway_plan"),
                "no_social_work_report" => signs.missing.push("social_work_report"),
                "no_pep_second_review" => signs.missing.push("personal_education_plan"),
                "no_health_plan_second_review" | "no_health_plan_28_days" => signs.missing.push("health_plan"),
                "few_decisions_progressed" => signs.few = true,
                "visits_out_of_time" => signs.visits_late = true,
                "worker_unqualified_or_none" => signs.unqualified = true,
                "no_permanence_option_third_review" | "no_permanence_option_second_review" => signs.undecided = true,
                "recommendations_not_progressed" => value = if chance.percent(60) { "partner_agency" } else { "legal_services" },
                _ => {}
            }
            signs.ticks.push((key, value));
        }
        signs
    }

    fn has(&self, paper: &str) -> bool {
        !self.missing.contains(&paper)
    }
}

/// Writes all records of a child. Returns how many, and how many bytes.
pub fn child(root: &Path, service: &Service, child: &Child, chance: &mut Chance) -> io::Result<(usize, usize)> {
    let mut life = Life::new(child, chance);
    let (mut files, mut bytes) = (0, 0);
    let reference = child.reference();
    let mut save_as = |day: Day, suffix: &str, text: &str| -> io::Result<()> {
        let path = root.join((service.folder)(day)).join(&reference).join(format!("{day}{suffix}.yaml"));
        files += 1;
        bytes += text.len();
        save(&path, text)
    };
    for (index, review) in child.reviews.iter().enumerate() {
        let Some(team) = service.teams.get(review.team) else { continue };
        if life.team != review.team || chance.percent(12) {
            life.worker = chance.pick(&team.workers.iter().map(String::as_str).collect::<Vec<_>>()).to_owned();
            life.team = review.team;
        }
        let text = one_review(service, child, index, review, team, &mut life, chance);
        save_as(review.date, "", &text)?;
        for alert in child.alerts.iter().filter(|a| a.review == index) {
            let text = one_alert(service, child, review, alert, team, &life, chance);
            save_as(alert.raised, "-alert", &text)?;
        }
        for (_, what) in child.events.iter().filter(|(at, _)| *at == index) {
            if let Some((day, text)) = one_event(service, child, review, *what, team, &life, chance) {
                save_as(day, "-event", &text)?;
            }
        }
        if child.checks.contains(&index)
            && let Some((day, text)) = one_check(service, child, review, team, &life, chance)
        {
            save_as(day, "-progress", &text)?;
        }
        if let (Some(day), Next::Leaves) = (child.left, review.next) {
            let text = leaving(service, child, review, day, team, &life, chance);
            save_as(day, "-event", &text)?;
        }
    }
    Ok((files, bytes))
}

fn head(out: &mut String, service: &Service, kind: &str, status: &str) {
    put!(out, "kind: {kind}");
    put!(out, "policy: {}", service.policy);
    put!(out, "status: {status}");
}

/// The people of a record, those of a review or of one of the shorter kinds.
fn people(service: &Service, child: &Child, team: &Team, life: &Life, unqualified: bool) -> Vec<Someone> {
    let team_key = if team.name.is_empty() { String::new() } else { format!(", team: {}", q(team.name)) };
    let iro = service.iros.get(child.iro % service.iros.len().max(1)).cloned().unwrap_or_default();
    let mail = |name: &str| format!(", email: {}", email(name));
    let mut list = vec![
        Someone {
            key: "iro",
            more: format!(", phone: \"01632 960{:03}\"{}", 100 + child.iro, mail(&iro)),
            name: iro,
            role: "independent_reviewing_officer",
        },
        Someone {
            key: "worker",
            more: format!(", qualified: {}{team_key}{}", !unqualified, mail(&life.worker)),
            name: life.worker.clone(),
            role: "social_worker",
        },
        Someone { key: "manager", more: format!("{team_key}{}", mail(&team.manager)), name: team.manager.clone(), role: "team_manager" },
        Someone { key: "carer", more: mail(&life.carer), name: life.carer.clone(), role: life.carer_role },
    ];
    if let Some((name, key, role, title)) = service.seniors.first() {
        list.push(Someone { key, name: name.clone(), role, more: format!(", title: {}{}", q(title), mail(name)) });
    }
    list
}

fn put_people(out: &mut String, list: &[Someone]) {
    put!(out, "people:");
    for p in list {
        put!(out, "  {}: {{ name: {}, role: {}{} }}", p.key, q(&p.name), p.role, p.more);
    }
}

fn brief(out: &mut String, child: &Child, life: &Life) {
    let pronouns = if child.girl { "she/her" } else { "he/him" };
    put!(
        out,
        "child: {{ reference: {}, name: {}, known_as: {}, pronouns: {pronouns}, date_of_birth: {}, legal_status: {} }}",
        child.reference(),
        q(&format!("{} {}", child.first, child.surname)),
        q(child.first),
        child.born,
        q(match life.legal {
            "section_20" => "Looked after by agreement (section 20)",
            "interim_care_order" => "Interim care order",
            "placement_order" => "Placement order",
            _ => "Care order",
        })
    );
}

fn list_of(keys: &str) -> String {
    if keys.contains(',') { format!("[{keys}]") } else { keys.to_owned() }
}

/// The record of one review.
fn one_review(
    service: &Service,
    child: &Child,
    index: usize,
    review: &Review,
    team: &Team,
    life: &mut Life,
    chance: &mut Chance,
) -> String {
    let age = child.age(review.date);
    let signs = Signs::of(review, age, chance);
    let school_age = age >= 4;
    let code = review.code;
    let advocate = matches!(code, Some("PN2" | "PN5"));
    let mut out = String::with_capacity(8000);
    let o = &mut out;
    head(o, service, "review", if code.is_some() { "final" } else { "decisions" });
    put_child(o, child, life, age);
    if index == 0
        && let Some((told, named)) = child.allocation
    {
        let named = named.map_or_else(String::new, |d| format!(", allocated: {d}"));
        put!(o, "allocation: {{ notified: {told}{named} }}");
    }
    let mut list = people(service, child, team, life, signs.unqualified);
    list.push(Someone {
        key: "supervisor",
        name: life.supervisor.clone(),
        role: "supervising_social_worker",
        more: format!(", email: {}", email(&life.supervisor)),
    });
    if let Some(mother) = &life.mother {
        let address = format!(
            ", title: Mother, parental_responsibility: true, address: [\"{} Canal Wharf\", Testford, TF2 8LN]",
            child.number % 97 + 1
        );
        list.push(Someone { key: "mother", name: mother.clone(), role: "parent", more: address });
    }
    if school_age {
        let more = format!(", organisation: {}, email: {}", q(life.school), email(&life.teacher));
        list.push(Someone {
            key: "teacher",
            name: life.teacher.clone(),
            role: if age < 16 { "designated_teacher" } else { "teacher" },
            more,
        });
    }
    if advocate {
        let name = staff_name(chance);
        list.push(Someone { key: "advocate", more: format!(", email: {}", email(&name)), name, role: "advocate" });
    }
    put_people(o, &list);
    put_review(o, review, life, chance);
    let scene = Scene { child, life };
    put_attendance(o, &scene, code, school_age, advocate, chance);
    put_papers(o, review, age, &signs, chance);
    if let Some(code) = code {
        put_participation(o, &scene, review, age, code, chance);
    }
    put!(o, "views:");
    if life.mother.is_some() {
        put!(o, "  - {{ from: mother, text: {} }}", q(&scene.one(words::VIEW_MOTHER, chance)));
    }
    put!(o, "  - {{ from: carer, text: {} }}", q(&scene.one(words::VIEW_CARER, chance)));
    if school_age {
        put!(o, "  - {{ from: teacher, text: {} }}", q(&scene.one(words::VIEW_TEACHER, chance)));
    }
    put!(o, "  - {{ from: worker, text: {} }}", q(&scene.one(words::VIEW_WORKER, chance)));
    let (carried, all_done) = put_previous(o, &scene, review, age, &signs, chance);
    put_matters(o, &scene, review, age, chance);
    put_permanence(o, &scene, review, &signs, chance);
    let decided = put_decisions(o, &scene, review, age, school_age, carried, chance);
    put!(o, "disagreements: []");
    put_concerns(o, child, index, review, chance);
    if let Some(rating) = review.rating {
        put_rag(o, &scene, review, rating, &signs, all_done, chance);
    }
    let sees = match review.rating {
        Some(Rating::Red) => &words::SEES_RED,
        Some(Rating::Amber) => &words::SEES_AMBER,
        _ => &words::SEES_GREEN,
    };
    put!(o, "iro_view: {}", q(&scene.pair(sees, chance)));
    match review.next {
        Next::Planned(day) => {
            put!(o, "next_review: {{ date: {day}, time: \"{}\", venue: {}, how: meeting }}", chance.pick(TIMES), venue(life))
        }
        Next::Leaves => put!(
            o,
            "next_review: {{ not_needed: {} }}",
            q(chance.pick(&[
                "Leaves care as planned",
                "Returns home, and the order ends",
                "Turns 18 and leaves care",
                "Lives with relatives under their own order"
            ]))
        ),
    }
    put_issued(o, service, review, chance);
    put!(o, "distribution:");
    if life.mother.is_some() {
        put!(o, "  - {{ to: mother, by: post, send: both }}");
    }
    put!(o, "  - {{ to: worker, by: secure_email }}");
    put!(o, "  - {{ to: carer, by: secure_email }}");
    if school_age {
        put!(o, "  - {{ to: child, by: hand, send: letter }}");
    }
    put_visits(o, review, life, &signs, chance);
    life.decided = decided;
    out
}

fn venue(life: &Life) -> &'static str {
    match life.carer_role {
        "residential_key_worker" => "The young people's home",
        "kinship_carer" => "The relatives' home",
        _ => "The foster home",
    }
}

fn put_child(o: &mut String, child: &Child, life: &Life, age: i32) {
    put!(o, "child:");
    put!(o, "  reference: {}", child.reference());
    put!(o, "  name: {}", q(&format!("{} {}", child.first, child.surname)));
    put!(o, "  known_as: {}", q(child.first));
    put!(o, "  pronouns: {}", if child.girl { "she/her" } else { "he/him" });
    put!(o, "  date_of_birth: {}", child.born);
    put!(o, "  ethnicity: {}", child.ethnicity);
    put!(o, "  religion: {}", life.religion);
    put!(o, "  first_language: {}", life.language);
    put!(o, "  disability: {}", if child.disabled { "Learning disability, and help with walking" } else { "none" });
    if age >= 4 {
        put!(o, "  school: {}", life.school);
    }
    if child.unaccompanied {
        put!(o, "  unaccompanied: true");
    }
    put!(o, "  legal_status: {{ code: {}, since: {} }}", life.legal, child.since);
    put!(o, "  looked_after_since: {}", child.since);
    let matched = if life.matched { format!(", matched_on: {}", life.placed.plus(150)) } else { String::new() };
    put!(
        o,
        "  placement: {{ type: {}, since: {}, with: carer, address: {}, postcode: {}{matched} }}",
        life.placement,
        life.placed,
        q(&life.house),
        life.postcode
    );
}

fn put_review(o: &mut String, review: &Review, life: &Life, chance: &mut Chance) {
    put!(o, "review:");
    put!(o, "  type: {}", review.kind());
    put!(o, "  number: {}", review.number);
    put!(o, "  date: {}", review.date);
    let scheduled = if review.late { review.due.working_before() } else { review.date };
    put!(o, "  scheduled: {scheduled}");
    put!(o, "  time: \"{}\"", chance.pick(TIMES));
    if let Some(previous) = review.previous {
        put!(o, "  previous_review: {previous}");
    }
    put!(o, "  venue: {}", venue(life));
    put!(o, "  how: meeting");
    let child_chairs = matches!(review.code, Some("PN1")) && chance.percent(9);
    put!(o, "  chaired_by: [{}]", if child_chairs { "iro, child" } else { "iro" });
    if review.late {
        let (cause, _, reasons) = words::CAUSES.get(review.cause).copied().unwrap_or(("other", 0, &["Not known"]));
        put!(o, "  late_reason: {}", q(chance.pick(reasons)));
        put!(o, "  late_cause: {cause}");
    }
    if review.adjourned {
        let resumed = review.date.plus_working(chance.between(4, 17));
        put!(o, "  adjourned:");
        put!(o, "    reason: duties_not_met");
        put!(o, "    explanation: \"The report came on the day, and the assessment that the plan rests on was not there.\"");
        put!(o, "    wishes: \"The child was told why and agreed to wait.\"");
        put!(o, "    resumed: {resumed}");
    }
}

fn put_attendance(o: &mut String, scene: &Scene<'_>, code: Option<&str>, school_age: bool, advocate: bool, chance: &mut Chance) {
    let there = matches!(code, Some("PN1" | "PN2" | "PN3" | "PN4"));
    put!(o, "attendance:");
    match code {
        Some("PN0") => put!(o, "  - {{ person: child, how: attended_part, note: \"Played in the room\" }}"),
        Some("PN3") => put!(o, "  - {{ person: child, how: attended, note: \"Used cards and symbols\" }}"),
        Some("PN4") => put!(o, "  - {{ person: child, how: attended, note: \"Stayed in the room and did not wish to say anything\" }}"),
        Some("PN5" | "PN6") => put!(
            o,
            "  - {{ person: child, how: consulted, note: {} }}",
            q(&scene.one(
                &["{n} asked that {his} views be read out", "{n} sent a letter", "{n} talked with the reviewing officer the day before"],
                chance
            ))
        ),
        Some("PN7") => put!(o, "  - {{ person: child, how: absent, note: \"Did not wish to come or to send anything\" }}"),
        _ if there => put!(o, "  - {{ person: child, how: {} }}", chance.pick(&["attended", "attended", "attended_part"])),
        _ => {}
    }
    if advocate {
        put!(o, "  - {{ person: advocate, how: attended, for: child }}");
    }
    put!(o, "  - {{ person: carer, how: attended }}");
    put!(o, "  - {{ person: worker, how: attended }}");
    put!(o, "  - {{ person: supervisor, how: {} }}", chance.pick(&["attended", "attended", "apologies"]));
    if scene.life.mother.is_some() {
        put!(
            o,
            "  - {{ person: mother, how: {} }}",
            chance.pick(&["attended", "attended", "attended_remotely", "consulted", "apologies", "absent"])
        );
    }
    if school_age {
        put!(o, "  - {{ person: teacher, how: {} }}", chance.pick(&["attended", "attended_part", "apologies", "consulted"]));
    }
}

fn put_papers(o: &mut String, review: &Review, age: i32, signs: &Signs, chance: &mut Chance) {
    put!(o, "papers:");
    let mut wanted = vec!["social_work_report", "care_plan", "placement_plan", "health_plan"];
    if age >= 3 {
        wanted.push("personal_education_plan");
    }
    if age >= 16 {
        wanted.push("pathway_plan");
    }
    for paper in wanted {
        if signs.has(paper) {
            let received = review.date.plus(-chance.between(2, 12)).working_before();
            let more = if paper == "care_plan" { ", up_to_date: true, signed: true" } else { "" };
            put!(o, "  - {{ paper: {paper}, received: {received}{more} }}");
        } else {
            put!(o, "  - {{ paper: {paper}, missing: {} }}", q(chance.pick(words::WHY_NOT)));
        }
    }
    if age >= 7 && matches!(review.code, Some("PN1" | "PN6")) && chance.percent(35) {
        put!(o, "  - {{ paper: consultation_child, received: {} }}", review.date.plus(-chance.between(1, 6)).working_before());
    }
}

fn put_participation(o: &mut String, scene: &Scene<'_>, review: &Review, age: i32, code: &str, chance: &mut Chance) {
    put!(o, "participation:");
    put!(o, "  code: {code}");
    if code == "PN0" {
        put!(o, "  not_seen_alone: {}", q(&scene.one(words::NOT_ALONE, chance)));
        return;
    }
    if chance.percent(88) {
        put!(o, "  seen_alone: {}", review.date.plus(-chance.between(1, 9)).working_before());
    } else {
        put!(
            o,
            "  not_seen_alone: {}",
            q(&scene.one(&["{n} did not wish it and talked by phone.", "{n} asked that {carer} stay in the room."], chance))
        );
    }
    put!(o, "  knows_iro: true");
    put!(o, "  asked_about_chairing: {}", age >= 8);
    put!(o, "  advocacy_explained: true");
    put!(o, "  complaints_explained: true");
    put!(o, "  rights_explained: true");
    put!(o, "  wishes_and_feelings: |");
    let banks: [&[&str]; 2] = match age {
        ..=7 => [words::SAYS_YOUNG, words::SAYS_YOUNG],
        8..=14 => [words::SAYS, words::SAYS],
        _ => [words::SAYS, words::SAYS_OLDER],
    };
    let [first, second] = banks.map(|bank| scene.one(bank, chance));
    put!(o, "    {first}");
    if second != first {
        put!(o, "");
        put!(o, "    {second}");
    }
    if age >= 5 && code != "PN7" && chance.percent(75) {
        put!(o, "  own_words: {}", q(&scene.one(words::OWN, chance)));
    }
}

/// Templates that suit an age, in chance's order.
fn templates(age: i32, school_age: bool, chance: &mut Chance) -> Vec<&'static words::Template> {
    let mut fit: Vec<_> =
        words::DECISIONS.iter().filter(|t| (t.4..=t.5).contains(&age) && (school_age || !t.3.contains("teacher"))).collect();
    chance.shuffle(&mut fit);
    fit
}

fn filled(scene: &Scene<'_>, t: &words::Template) -> [String; 4] {
    [scene.fill(t.0), scene.fill(t.1), scene.fill(t.2), t.3.to_owned()]
}

/// Writes what became of the last decisions; returns those carried forward, and whether all are done.
fn put_previous(
    o: &mut String,
    scene: &Scene<'_>,
    review: &Review,
    age: i32,
    signs: &Signs,
    chance: &mut Chance,
) -> (Vec<(usize, [String; 4])>, bool) {
    if review.number == 1 {
        return (Vec::new(), false);
    }
    let decided = if scene.life.decided.is_empty() {
        let wanted = usize::try_from(chance.between(3, 5)).unwrap_or(3);
        templates(age, age >= 4, chance).into_iter().take(wanted).map(|t| filled(scene, t)).collect()
    } else {
        scene.life.decided.clone()
    };
    let all = decided.len();
    let done = match review.rating {
        _ if signs.few => usize::from(all > 3),
        Some(Rating::Red) | Some(Rating::Amber) => all.div_ceil(2),
        _ => all - usize::from(chance.percent(25)),
    };
    let mut carried = Vec::new();
    put!(o, "previous_decisions:");
    for (at, decision) in decided.into_iter().enumerate() {
        let number = at + 1;
        let what = decision.first().map_or("", String::as_str);
        if at < done {
            put!(o, "  - {{ number: {number}, what: {}, outcome: done }}", q(what));
            continue;
        }
        let (outcome, why) = if signs.few || chance.percent(50) { ("not_done", words::WHY_NOT) } else { ("partly_done", words::WHY_LATE) };
        let goes_on = carried.len() < 2;
        let mark = if goes_on { ", carried_forward: true" } else { "" };
        put!(o, "  - {{ number: {number}, what: {}, outcome: {outcome}, why: {}{mark} }}", q(what), q(chance.pick(why)));
        if goes_on {
            carried.push((number, decision));
        }
    }
    (carried, done == all)
}

fn put_matters(o: &mut String, scene: &Scene<'_>, review: &Review, age: i32, chance: &mut Chance) {
    let bad = review.rating != Some(Rating::Green);
    put!(o, "matters:");
    let mut matter = |key: &str, pair: &Pair, may_change: bool| {
        let change = if may_change && chance.percent(if bad { 45 } else { 20 }) { ", change_needed: true" } else { "" };
        let text = scene.pair(pair, chance);
        put!(o, "  {key}: {{ text: {}{change} }}", q(&text));
    };
    if review.number > 1 {
        matter("changes_since_last_review", &words::CHANGES, false);
    }
    matter("legal_status", &words::LEGAL, false);
    matter("permanence", &words::PERMANENCE, true);
    if scene.life.mother.is_some() {
        matter("family_time", &words::FAMILY_TIME, true);
    } else {
        matter(
            "family_time",
            &(
                &["{n} speaks with a brother abroad when there is a signal."],
                &["{carer} makes sure that the phone is charged.", "It is a good day when he rings."],
            ),
            true,
        );
    }
    matter("placement", &words::PLACEMENT, true);
    matter("placement_safeguards", &words::SAFEGUARDS, false);
    matter("education", if age >= 4 { &words::EDUCATION } else { &words::EARLY_YEARS }, true);
    matter("health", &words::HEALTH, true);
    matter("identity", &words::IDENTITY, true);
    matter("leisure_interests", &words::LEISURE, false);
    matter("advice_and_support", &words::ADVICE, false);
    matter("wishes_and_feelings", &words::WISHES, false);
    matter("independent_visitor", &words::VISITOR, false);
    matter("delegated_authority", &words::DELEGATED, true);
    if age >= 15 {
        matter("leaving_care", &words::LEAVING, true);
    }
    if scene.child.unaccompanied {
        matter("unaccompanied_or_trafficked", &words::ALONE, true);
    }
    if scene.life.matched {
        matter("long_term_fostering", &words::MATCHED, false);
    }
    matter("money_and_savings", &words::MONEY, false);
}

fn put_permanence(o: &mut String, scene: &Scene<'_>, review: &Review, signs: &Signs, chance: &mut Chance) {
    let plan = if signs.undecided { "not_decided" } else { scene.life.plan };
    put!(o, "permanence:");
    put!(o, "  plan: {plan}");
    if signs.undecided {
        put!(o, "  not_decided_reason: {}", q(chance.pick(words::UNDECIDED)));
    }
    put!(o, "  text: {}", q(&scene.one(words::PLAN_TEXT, chance)));
    put!(o, "  milestones:");
    let [first, second] = match scene.life.plan {
        "adoption" => ["Matching panel", "Introductions begin"],
        "return_home" => ["Overnight stays begin", "Decision on the return"],
        "special_guardianship" | "kinship_care" => ["Assessment filed", "Hearing"],
        "supported_independence" => ["Pathway plan agreed", "Home after 18 identified"],
        _ => ["Profile or assessment finished", "Panel"],
    };
    put!(o, "    - {{ what: {first}, by: {} }}", review.date.plus(chance.between(30, 60)).working());
    put!(o, "    - {{ what: {second}, by: {} }}", review.date.plus(chance.between(80, 150)).working());
    put!(o, "  contingency: {}", q(chance.pick(words::CONTINGENCY)));
    if signs.undecided || chance.percent(30) {
        put!(o, "  parallel: [{}]", q(chance.pick(&["Long-term fostering", "Kinship care with an aunt", "Return home with support"])));
    }
}

fn put_decisions(
    o: &mut String,
    scene: &Scene<'_>,
    review: &Review,
    age: i32,
    school_age: bool,
    carried: Vec<(usize, [String; 4])>,
    chance: &mut Chance,
) -> Vec<[String; 4]> {
    put!(o, "decisions:");
    let mut decided: Vec<[String; 4]> = Vec::new();
    let wanted = usize::try_from(chance.between(3, 5)).unwrap_or(3);
    let mut rows: Vec<(Option<usize>, [String; 4])> = carried.into_iter().map(|(n, d)| (Some(n), d)).collect();
    for t in templates(age, school_age, chance) {
        if rows.len() >= wanted {
            break;
        }
        let new = filled(scene, t);
        if !rows.iter().any(|(_, d)| d.first() == new.first()) && !scene.life.decided.iter().any(|d| d.first() == new.first()) {
            rows.push((None, new));
        }
    }
    for (from, decision) in rows {
        let [what, outcome, words, who] = &decision;
        put!(o, "  - what: {}", q(what));
        put!(o, "    outcome: {}", q(outcome));
        put!(o, "    who: {}", list_of(who));
        put!(o, "    by: {}", review.date.plus(chance.between(14, 70)).working());
        if from.is_some() && review.rating == Some(Rating::Red) {
            put!(o, "    starred: drift");
        }
        put!(o, "    child_words: {}", q(words));
        if let Some(number) = from {
            put!(o, "    carried_forward_from: {number}");
        }
        decided.push(decision);
    }
    decided
}

fn put_concerns(o: &mut String, child: &Child, index: usize, review: &Review, chance: &mut Chance) {
    let since = child
        .alerts
        .iter()
        .filter(|a| !a.good_practice && a.review < index && review.previous.is_none_or(|p| a.raised > p) && a.raised <= review.date);
    let mut rows = String::new();
    for alert in since {
        let (_, about, _, _) = words::MATTERS_OF_CHALLENGE.get(alert.matter).copied().unwrap_or_default();
        let status = if alert.outcome.is_some() { "resolved" } else { "raised" };
        put!(
            rows,
            "  - {{ what: {}, status: {status}, raised: {}, with: manager, formal: true, outcome: {} }}",
            q(about),
            alert.raised,
            q(chance.pick(&["See the form on the file", "Talked about at the review"]))
        );
    }
    if !rows.is_empty() {
        put!(o, "concerns:");
        o.push_str(&rows);
    }
}

fn put_rag(o: &mut String, scene: &Scene<'_>, review: &Review, rating: Rating, signs: &Signs, all_done: bool, chance: &mut Chance) {
    put!(o, "rag:");
    put!(o, "  rating: {}", rating.key());
    let mut ticks: Vec<(&str, &str)> = signs.ticks.clone();
    let took_part = matches!(review.code, Some("PN1" | "PN2" | "PN3" | "PN5" | "PN6"));
    if rating == Rating::Green {
        ticks.push(("well_managed", "true"));
        if review.number == 2 && !signs.undecided {
            ticks.push(("permanence_option_second_review", "true"));
        }
        if all_done {
            ticks.push(("all_decisions_addressed", "true"));
        }
        if chance.percent(80) {
            ticks.push(("holistic_needs_met", "true"));
        }
        if took_part {
            ticks.push(("child_participation_promoted", "true"));
        }
        ticks.push(("parent_participation_promoted", "true"));
        if signs.missing.is_empty() && chance.percent(85) {
            ticks.push(("paperwork_up_to_date", "true"));
        }
    }
    let ticks: Vec<String> = ticks.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    put!(o, "  ticks: {{ {} }}", ticks.join(", "));
    if !signs.ticks.is_empty() {
        put!(o, "  details:");
        for (key, _) in &signs.ticks {
            let details = words::DETAILS.iter().find(|(k, _)| k == key).map_or(&["See the record"][..], |(_, d)| d);
            put!(o, "    {key}: {}", q(chance.pick(details)));
        }
    }
    let early = review.then.or(match review.next {
        Next::Planned(day) => Some(day),
        Next::Leaves => None,
    });
    let soon = early.is_some_and(|day| day <= review.date.months(3));
    let (action, comment) = match rating {
        Rating::Green => ("passed_on", words::COMMENT_GREEN),
        Rating::Amber if chance.percent(70) => ("response_in_two_weeks", words::COMMENT_AMBER),
        Rating::Amber => ("update_within_three_months", words::COMMENT_AMBER),
        Rating::Red if soon => ("review_within_three_months", words::COMMENT_RED),
        Rating::Red => ("response_in_two_weeks", words::COMMENT_RED),
    };
    put!(o, "  action: {action}");
    put!(o, "  limited_progress: false");
    put!(o, "  comment: {}", q(chance.pick(comment)));
    let excellent = rating == Rating::Green && chance.percent(6);
    put!(o, "  excellent_practice: {excellent}");
    if excellent {
        put!(
            o,
            "  excellent_practice_for: [{}]",
            chance.pick(&["relationship_with_child", "ownership", "good_records", "foresight_and_effort", "clear_timely_plans"])
        );
        put!(
            o,
            "  excellent_practice_text: {}",
            q(&scene.one(&["{worker} kept every date and told {n} first.", "{worker} found a way when the first plan failed."], chance))
        );
    }
    if action == "response_in_two_weeks" || action == "update_within_three_months" {
        let answered = review.date.plus(chance.between(8, 14)).working_before();
        put!(o, "  answer: {{ date: {answered}, by: manager, text: {} }}", q(chance.pick(words::ANSWERS)));
    }
    if rating == Rating::Red && action == "response_in_two_weeks" {
        put!(
            o,
            "  reviewed: {{ date: {}, progress: good, text: {} }}",
            review.date.plus(chance.between(16, 21)).working_before(),
            q("Gone through with worker and manager; each point has a date.")
        );
    }
}

fn put_issued(o: &mut String, service: &Service, review: &Review, chance: &mut Chance) {
    let late_decisions = chance.percent(5);
    let late_record = !chance.percent(service.in_time);
    let late_copies = late_record || !chance.percent(service.in_time + 8);
    let none = chance.percent(1);
    put!(o, "issued:");
    let sent = review.date.plus_working(if late_decisions { chance.between(6, 9) } else { chance.between(1, 5) });
    put!(o, "  starred: {}", review.date.plus(chance.between(0, 3)).working_before().max(review.date));
    put!(o, "  decisions: {sent}");
    if review.rating.is_some() {
        put!(o, "  rag: {}", review.date.plus_working(chance.between(1, 5)));
    }
    put!(o, "  manager_answer: {{ date: {}, agreed: true }}", sent.plus_working(chance.between(1, 5)));
    let record = review.date.plus_working(if late_record { chance.between(16, 34) } else { chance.between(7, 15) });
    put!(o, "  record: {record}");
    if !none {
        let copies = if late_copies {
            record.plus_working(1).max(review.date.plus_working(21)).plus_working(chance.between(0, 12))
        } else {
            record.plus_working(chance.between(1, 5))
        };
        put!(o, "  distributed: {copies}");
    }
    if late_decisions || late_record || late_copies || none {
        put!(
            o,
            "  late_reason: {}",
            q(chance.pick(&[
                "Typing took longer than planned",
                "The reviewing officer was away",
                "Two conferences came first",
                "The office had a backlog"
            ]))
        );
    }
}

fn put_visits(o: &mut String, review: &Review, life: &Life, signs: &Signs, chance: &mut Chance) {
    let start = review.previous.map_or(life.placed, |p| p.max(life.placed));
    let mut dates: Vec<Day> = Vec::new();
    let mut day = if start == life.placed {
        start.plus(chance.between(2, 4)).working().min(start.plus(7))
    } else {
        start.plus(chance.between(20, 36)).working()
    };
    if signs.visits_late && start == life.placed {
        day = start.plus(chance.between(11, 15)).working();
    } else if signs.visits_late {
        day = start.plus(chance.between(46, 60)).working();
    }
    while day <= review.date {
        dates.push(day);
        day = day.plus(chance.between(26, 37)).working();
    }
    let listed: Vec<String> = dates.iter().map(Day::to_string).collect();
    put!(o, "visits: {{ dates: [{}], alone: {} }}", listed.join(", "), dates.len().saturating_sub(chance.below(2)));
    if review.code.is_some_and(|c| c != "PN0") {
        // Its limit counts from the day that was planned, also where the review was then late.
        let planned = if review.late { review.due.working_before() } else { review.date };
        put!(o, "preparation: {{ speak_with_child: {} }}", planned.plus(-chance.between(0, 3)).working_before());
    }
}

/// A challenge, or an alert to good practice.
fn one_alert(service: &Service, child: &Child, review: &Review, alert: &Alert, team: &Team, life: &Life, chance: &mut Chance) -> String {
    let scene = Scene { child, life };
    let mut out = String::with_capacity(3000);
    let o = &mut out;
    head(o, service, "alert", "final");
    put!(o, "type: {}", if alert.good_practice { "good_practice" } else { "concern" });
    brief(o, child, life);
    let mut list = people(service, child, team, life, false);
    list.extend(service.seniors.iter().skip(1).map(|(name, key, role, title)| Someone {
        key,
        name: name.clone(),
        role,
        more: format!(", title: {}, email: {}", q(title), email(name)),
    }));
    put_people(o, &list);
    put!(o, "from: iro");
    put!(o, "raised: {}", alert.raised);
    put!(o, "review: {}", review.date);
    if alert.good_practice {
        put!(o, "to: worker");
        put!(
            o,
            "practice: [{}]",
            chance.pick(&["relationship_with_child", "ownership", "good_records", "foresight_and_effort", "clear_timely_plans"])
        );
        put!(
            o,
            "summary: {}",
            q(&scene.one(
                &[
                    "{worker} kept every date since the last review and told {n} first. The papers were there a week before.",
                    "{worker} found a relative whom nobody had thought of, and {n} has met her twice."
                ],
                chance
            ))
        );
        return out;
    }
    let (theme, about, impact, request) = words::MATTERS_OF_CHALLENGE.get(alert.matter).copied().unwrap_or_default();
    put!(o, "urgent: false");
    put!(o, "grounds: [{}]", grounds(service.policy, theme, chance));
    put!(o, "concerns:");
    put!(o, "  - {}", q(about));
    put!(o, "summary: {}", q(&scene.fill(&format!("The review of {} named it, and so did the one before. The answer gave no dates. I know {{n}} well, and the team has had time enough.", review.date.words()))));
    put!(o, "impact: {}", q(&scene.fill(impact)));
    let first_talk = review.date.plus_working(2).min(alert.raised);
    let settled = put_stages(o, service, alert, first_talk, &scene, chance);
    put!(o, "requests:");
    let done = if matches!(alert.outcome, Some("resolved")) { format!(", done: {}", settled.max(alert.raised)) } else { String::new() };
    put!(o, "  - {{ what: {}, by: {}, who: manager{done} }}", q(&scene.fill(request)), alert.raised.plus_working(chance.between(6, 12)));
    if chance.percent(50) {
        put!(
            o,
            "  - {{ what: {}, by: {}, who: worker }}",
            q(&scene.fill("Tell {n} what is going to happen and when")),
            alert.raised.plus_working(chance.between(4, 9))
        );
    }
    if alert.legal_advice {
        put!(o, "legal_advice:");
        put!(
            o,
            "  - {{ date: {}, from: A solicitor independent of the authority, about: \"What the duty to plan asks for in this case\" }}",
            alert.raised.plus_working(3)
        );
    }
    if alert.cafcass {
        let consulted = settled.plus_working(1);
        put!(o, "cafcass:");
        put!(o, "  consulted: [head_of_service, director]");
        put!(o, "  consulted_on: {consulted}");
        put!(o, "  referred: {}", consulted.plus_working(1));
        put!(o, "  reason: \"The last stage was answered without a date, and the rights of the child are touched.\"");
        put!(o, "  outcome: \"Cafcass wrote to the authority, which then set a date.\"");
    }
    if let Some(outcome) = alert.outcome {
        let text = match outcome {
            "resolved" => scene.one(words::SETTLED, chance),
            "referred" => "Cafcass has the matter. I go on seeing the child.".to_owned(),
            _ => scene.one(words::PARTLY, chance),
        };
        put!(o, "resolution:");
        put!(o, "  date: {}", if alert.cafcass { settled.plus_working(4) } else { settled });
        put!(o, "  outcome: {outcome}");
        put!(o, "  text: {}", q(&text));
        put!(o, "  learning: {}", q(chance.pick(words::LEARNING)));
    }
    out
}

/// Codes of the pack's grounds for a theme.
fn grounds(policy: &str, theme: &str, chance: &mut Chance) -> &'static str {
    if policy == "coventry" {
        return match theme {
            "planning" => chance.pick(&["\"2\", \"4\"", "\"2\", \"20\"", "\"6\""]),
            "placement" => "\"16\"",
            "permanence" => chance.pick(&["\"3\"", "\"2\", \"3\""]),
            "care_plan" => "\"1\"",
            "proceedings" => "\"3\"",
            "pathway" => "\"2\"",
            "home_finding" => "\"13\"",
            _ => chance.pick(&["\"8\", \"21\"", "\"8\"", "\"19\", \"21\""]),
        };
    }
    match theme {
        "planning" => "\"1\", \"3\"",
        "placement" => "\"4\"",
        "permanence" | "home_finding" => chance.pick(&["\"2\"", "\"2\", \"4\""]),
        "care_plan" => "\"1\"",
        "proceedings" => "\"3\"",
        "pathway" => "\"2\"",
        _ => "\"5\"",
    }
}

/// Writes the informal steps and the stages; returns the day by which all was settled.
fn put_stages(o: &mut String, service: &Service, alert: &Alert, talked: Day, scene: &Scene<'_>, chance: &mut Chance) -> Day {
    let coventry = service.policy == "coventry";
    let lasting = if alert.stages == 0 { "A date was promised within two weeks" } else { "No date could be given" };
    put!(o, "informal:");
    put!(o, "  - {{ date: {talked}, with: [worker, manager], what: \"What the review found\", outcome: {} }}", q(lasting));
    let mut settled = alert.raised.plus_working(chance.between(5, 16));
    if alert.stages == 0 && coventry {
        if alert.raised > talked {
            put!(
                o,
                "  - {{ date: {}, with: [manager], what: \"Put in writing, with a date for the answer\", outcome: {} }}",
                alert.raised,
                q(if alert.outcome.is_some() { "Agreed, with dates" } else { "An answer is awaited" })
            );
        }
        return settled;
    }
    let keys: &[&str] = if coventry {
        &["manager", "service_manager", "head_of_service", "assistant_director"]
    } else {
        &["service_manager", "head_of_service", "assistant_director", "director"]
    };
    put!(o, "stages:");
    let mut day = alert.raised;
    if !coventry {
        let from = if alert.stages == 0 { alert.raised } else { alert.raised.plus(-chance.between(8, 14)).working_before() };
        let answered = from.plus_working(chance.between(2, 7));
        let answered = if alert.stages == 0 { answered } else { answered.min(alert.raised) };
        let waits = alert.stages == 0 && alert.outcome.is_none();
        put_stage(
            o,
            scene,
            &Step {
                stage: "informal",
                to: "manager",
                raised: from,
                due: from.plus_working(5),
                answered: (!waits).then_some(answered),
                settles: alert.stages == 0,
                meeting: None,
            },
            alert,
            chance,
        );
        if alert.stages == 0 {
            settled = answered.plus_working(chance.between(1, 9));
        }
    }
    for (at, key) in keys.iter().enumerate().take(alert.stages) {
        let last = at + 1 == alert.stages;
        let number = format!("{}", at + 1);
        let stage = if coventry { number.as_str() } else { "formal" };
        let limit = if coventry { 5 } else { 6 };
        let takes = if chance.percent(75) { chance.between(2, limit) } else { chance.between(limit + 1, limit + 4) };
        let answered = day.plus_working(takes);
        let waits = last && alert.outcome.is_none();
        let meeting = (coventry && at >= 3).then(|| service.seniors.get(at).map_or("", |s| s.1)).filter(|k| !k.is_empty());
        put_stage(
            o,
            scene,
            &Step {
                stage,
                to: key,
                raised: day,
                due: day.plus_working(limit),
                answered: (!waits).then_some(answered),
                settles: last,
                meeting,
            },
            alert,
            chance,
        );
        settled = answered.plus_working(if coventry { chance.between(3, 12) } else { chance.between(0, 2) });
        day = answered.plus_working(chance.between(0, 2));
    }
    settled
}

/// A stage as it is written.
struct Step<'a> {
    stage: &'a str,
    to: &'a str,
    raised: Day,
    due: Day,
    answered: Option<Day>,
    settles: bool,
    meeting: Option<&'a str>,
}

fn put_stage(o: &mut String, scene: &Scene<'_>, step: &Step<'_>, alert: &Alert, chance: &mut Chance) {
    put!(o, "  - stage: \"{}\"", step.stage);
    put!(o, "    to: {}", step.to);
    put!(o, "    raised: {}", step.raised);
    put!(o, "    due: {}", step.due);
    put!(o, "    copied_to: [{}]", if step.to == "manager" { "worker" } else { "manager" });
    if step.meeting.is_some() {
        put!(o, "    statement: {}", q(&scene.fill("It would be settled by a home for {n} that is named, with a date.")));
    }
    let Some(answered) = step.answered else { return };
    put!(o, "    answer: {{ date: {answered}, by: {}, text: {} }}", step.to, q(chance.pick(words::ANSWERS)));
    if let Some(chair) = step.meeting {
        put!(
            o,
            "    meeting: {{ date: {answered}, chaired_by: {chair}, minuted_by: The directorate's minute taker, present: [manager, {chair}], outcome: \"Dates were agreed and minuted.\" }}"
        );
    }
    let outcome = match (step.settles, alert.outcome) {
        (true, Some("resolved")) => "resolved",
        (true, Some("partly_resolved")) => "partly_resolved",
        _ => "not_resolved",
    };
    put!(o, "    outcome: {outcome}");
}

/// Something that happened between two reviews.
fn one_event(
    service: &Service,
    child: &Child,
    review: &Review,
    what: usize,
    team: &Team,
    life: &Life,
    chance: &mut Chance,
) -> Option<(Day, String)> {
    let (code, text, reason, from_age) = words::EVENTS.get(what).copied()?;
    let last = review.then.unwrap_or(review.date.plus(60)).plus(-12);
    let day = review.date.plus(chance.between(12, 45)).min(last).working_before();
    if day <= review.date || day > service.until || child.age(day) < from_age || child.left.is_some_and(|l| day >= l) {
        return None;
    }
    // What the packs do not list is `other`.
    let code = if service.policy == "coventry" { code } else { "other" };
    let days = if code == "missing" { ", days: 1" } else { "" };
    let scene = Scene { child, life };
    let mut out = String::with_capacity(1200);
    let o = &mut out;
    head(o, service, "event", "final");
    brief(o, child, life);
    put_people(o, &people(service, child, team, life, false));
    put!(o, "change:");
    put!(o, "  {{ code: {code}, what: {}, date: {day}{days}, told_iro: {},", q(&scene.fill(text)), day.plus_working(chance.between(1, 3)));
    put!(o, "    iro_decision: {}, reason: {} }}", chance.pick(&["at_next_review", "no_review_needed"]), q(&scene.fill(reason)));
    put!(o, "previous_review: {}", review.date);
    if let Next::Planned(next) = review.next {
        put!(o, "next_review: {next}");
    }
    Some((day, out))
}

/// The end of care.
fn leaving(service: &Service, child: &Child, review: &Review, day: Day, team: &Team, life: &Life, chance: &mut Chance) -> String {
    let scene = Scene { child, life };
    let mut out = String::with_capacity(1200);
    let o = &mut out;
    head(o, service, "event", "final");
    brief(o, child, life);
    put_people(o, &people(service, child, team, life, false));
    let what = if child.age(day) >= 17 {
        "{n} left care as planned and has a home and a personal adviser."
    } else {
        "{n} left care as the last review had agreed."
    };
    put!(o, "change:");
    // The national pack has no code of its own for it.
    put!(o, "  code: {}", if service.policy == "coventry" { "discharge" } else { "other" });
    put!(o, "  what: {}", q(&scene.fill(what)));
    put!(o, "  date: {day}");
    put!(o, "  told_iro: {}", day.plus_working(chance.between(0, 3)));
    put!(o, "  iro_decision: no_review_needed");
    put!(o, "  reason: \"The last review agreed to it.\"");
    put!(o, "previous_review: {}", review.date);
    out
}

/// The check at the mid-point.
fn one_check(service: &Service, child: &Child, review: &Review, team: &Team, life: &Life, chance: &mut Chance) -> Option<(Day, String)> {
    let next = match review.next {
        Next::Planned(day) => day,
        Next::Leaves => return None,
    };
    let middle = Day((review.date.0 + next.0) / 2);
    let late = chance.percent(8);
    let day = if late { middle.plus(chance.between(3, 9)).working() } else { middle.plus(-chance.between(0, 9)).working_before() };
    if day <= review.date || day > service.until || day >= next || child.left.is_some_and(|l| day >= l) {
        return None;
    }
    let scene = Scene { child, life };
    let mut out = String::with_capacity(2500);
    let o = &mut out;
    head(o, service, "progress-review", "final");
    brief(o, child, life);
    put_people(o, &people(service, child, team, life, false));
    put!(o, "review: {{ date: {}, next: {next} }}", review.date);
    put!(o, "date: {day}");
    if late {
        put!(o, "late_reason: {}", q(chance.pick(&["The worker was away", "Two conferences came first"])));
    }
    put!(o, "talked_with:");
    put!(o, "  - {{ who: worker, date: {day}, how: phone }}");
    if child.age(day) >= 5 && chance.percent(60) {
        put!(
            o,
            "  - {{ who: child, date: {}, how: {} }}",
            day.plus(-chance.between(0, 3)).working_before(),
            chance.pick(&["met", "phone", "video"])
        );
    }
    put!(o, "decisions:");
    for (at, [what, _, _, _]) in life.decided.iter().enumerate() {
        let (state, evidence) = match chance.below(10) {
            0..4 => ("done", "The note of it is on the file."),
            4..8 => ("on_track", "A date is booked and on the file."),
            _ => ("not_on_track", "There is nothing on the file."),
        };
        put!(o, "  - {{ number: {}, what: {}, state: {state}, evidence: {} }}", at + 1, q(what), q(evidence));
    }
    put!(o, "child_views: {}", q(&scene.one(words::SAYS, chance)));
    put!(o, "plan: {}", q(&scene.one(words::PLAN_TEXT, chance)));
    put!(o, "changes: []");
    put!(o, "concerns:");
    put!(
        o,
        "  - {{ what: \"What is not on track\", how: informal, raised: {day}, with: manager, outcome: \"The manager will look at it each fortnight\" }}"
    );
    put!(o, "on_file: {}", day.plus_working(chance.between(0, 3)));
    put!(o, "iro_view: {}", q(&scene.one(&["The plan moves.", "The plan moves slowly; I shall ask again in a month."], chance)));
    Some((day, out))
}
