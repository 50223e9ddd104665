//! Codes and their words: what a field with choices can hold. The schemas are made from these tables.
//! SSDA903 codes are those of the collection year 2024/25 (children looked after return).

/// A key of the record, the words to print and the SSDA903 code, where there is one.
#[derive(Debug)]
pub struct Code {
    /// As written in a record.
    pub key: &'static str,
    /// As printed.
    pub label: &'static str,
    /// SSDA903 code or empty.
    pub ssda903: &'static str,
}

const fn c(key: &'static str, label: &'static str, ssda903: &'static str) -> Code {
    Code { key, label, ssda903 }
}

/// The words for a key; the key itself where the table has none.
#[must_use]
pub fn label<'a>(table: &'static [Code], key: &'a str) -> &'a str {
    table.iter().find(|c| c.key == key).map_or(key, |c| c.label)
}

/// The words and, in brackets, the SSDA903 code.
#[must_use]
pub fn label_with_code(table: &'static [Code], key: &str) -> String {
    match table.iter().find(|c| c.key == key) {
        Some(c) if c.ssda903.is_empty() => c.label.to_owned(),
        Some(c) => format!("{} ({})", c.label, c.ssda903),
        None => key.to_owned(),
    }
}

/// Legal status.
pub const LEGAL_STATUS: &[Code] = &[
    c("interim_care_order", "Interim care order", "C1"),
    c("care_order", "Full care order", "C2"),
    c("freeing_order", "Freeing order", "D1"),
    c("placement_order", "Placement order", "E1"),
    c("section_20", "Voluntary accommodation, section 20", "V2"),
    c("short_breaks_agreement", "Short breaks under an agreement", "V3"),
    c("short_breaks_single", "Single short break", "V4"),
    c("remand", "On remand", "J1"),
    c("pace_detention", "Police detention (PACE)", "J2"),
    c("youth_rehabilitation_order", "Youth rehabilitation order", "J3"),
    c("police_protection", "Police protection", "L1"),
    c("emergency_protection_order", "Emergency protection order", "L2"),
    c("child_assessment_order", "Child assessment order", "L3"),
];

/// Placement.
pub const PLACEMENT: &[Code] = &[
    c("foster_care", "Foster care", "U6"),
    c("kinship_foster_care", "Foster care with family or a friend", "U3"),
    c("long_term_foster_care", "Long-term foster care", "U4"),
    c("fostering_for_adoption", "Fostering for adoption", "U5"),
    c("placed_for_adoption", "Placed for adoption", "A5"),
    c("childrens_home", "Children's home", "K2"),
    c("secure_childrens_home", "Secure children's home", "K1"),
    c("supported_accommodation", "Supported accommodation", "K3"),
    c("semi_independent", "Semi-independent living", "H5"),
    c("placed_with_parents", "Living with parents", "P1"),
    c("independent_living", "Independent living", "P2"),
    c("residential_school", "Residential school", "S1"),
    c("family_centre", "Family centre", "R2"),
    c("nhs_or_health_establishment", "Hospital or health setting", "R3"),
    c("young_offender_institution", "Young offender institution or prison", "R5"),
    c("temporary", "Temporary placement", "T4"),
    c("other", "Another place", "Z1"),
];

/// Ethnicity.
pub const ETHNICITY: &[Code] = &[
    c("white_british", "White British", "WBRI"),
    c("white_irish", "White Irish", "WIRI"),
    c("white_traveller_of_irish_heritage", "Traveller of Irish heritage", "WIRT"),
    c("white_gypsy_roma", "Gypsy or Roma", "WROM"),
    c("white_other", "Another White background", "WOTH"),
    c("mixed_white_and_black_caribbean", "White and Black Caribbean", "MWBC"),
    c("mixed_white_and_black_african", "White and Black African", "MWBA"),
    c("mixed_white_and_asian", "White and Asian", "MWAS"),
    c("mixed_other", "Another mixed background", "MOTH"),
    c("asian_indian", "Indian", "AIND"),
    c("asian_pakistani", "Pakistani", "APKN"),
    c("asian_bangladeshi", "Bangladeshi", "ABAN"),
    c("asian_chinese", "Chinese", "CHNE"),
    c("asian_other", "Another Asian background", "AOTH"),
    c("black_caribbean", "Black Caribbean", "BCRB"),
    c("black_african", "Black African", "BAFR"),
    c("black_other", "Another Black background", "BOTH"),
    c("arab", "Arab", "OOTH"),
    c("other", "Another ethnic background", "OOTH"),
    c("refused", "Preferred not to say", "REFU"),
    c("not_yet_obtained", "Not yet recorded", "NOBT"),
];

/// Roles.
pub const ROLES: &[Code] = &[
    c("independent_reviewing_officer", "Independent reviewing officer", ""),
    c("social_worker", "Social worker", ""),
    c("team_manager", "Team manager", ""),
    c("service_manager", "Service manager", ""),
    c("head_of_service", "Head of service", ""),
    c("senior_manager", "Senior manager", ""),
    c("agency_decision_maker", "Agency decision maker", ""),
    c("supervising_social_worker", "Supervising social worker", ""),
    c("foster_carer", "Foster carer", ""),
    c("kinship_carer", "Family or friend carer", ""),
    c("residential_key_worker", "Key worker", ""),
    c("placement_manager", "Manager of the home", ""),
    c("prospective_adopter", "Prospective adopter", ""),
    c("parent", "Parent", ""),
    c("step_parent", "Step-parent", ""),
    c("grandparent", "Grandparent", ""),
    c("sibling", "Brother or sister", ""),
    c("relative", "Relative", ""),
    c("advocate", "Advocate", ""),
    c("interpreter", "Interpreter", ""),
    c("supporter", "Supporter", ""),
    c("solicitor", "Solicitor", ""),
    c("childrens_guardian", "Children's guardian", ""),
    c("teacher", "Teacher", ""),
    c("designated_teacher", "Designated teacher", ""),
    c("virtual_school", "Virtual school", ""),
    c("health_visitor", "Health visitor", ""),
    c("nurse", "Nurse", ""),
    c("doctor", "Doctor", ""),
    c("therapist", "Therapist", ""),
    c("personal_adviser", "Personal adviser", ""),
    c("youth_justice_worker", "Youth justice worker", ""),
    c("independent_visitor", "Independent visitor", ""),
    c("independent_reviewing_manager", "Manager of the reviewing service", ""),
    c("other", "Other", ""),
];

/// Papers.
pub const PAPERS: &[Code] = &[
    c("social_work_report", "Social work report", ""),
    c("care_plan", "Care plan", ""),
    c("managers_comments", "Manager's comments", ""),
    c("placement_plan", "Placement plan", ""),
    c("health_plan", "Health plan", ""),
    c("personal_education_plan", "Personal education plan", ""),
    c("pathway_plan", "Pathway plan", ""),
    c("detention_plan", "Detention plan", ""),
    c("education_health_care_plan", "Education, health and care plan", ""),
    c("short_break_plan", "Short break plan", ""),
    c("consultation_child", "Child's consultation paper", ""),
    c("consultation_parent", "Parents' consultation paper", ""),
    c("consultation_carer", "Carer's consultation paper", ""),
    c("other", "Another paper", ""),
];

/// Plans for permanence.
pub const PLAN: &[Code] = &[
    c("remains_at_home", "Lives at home, with short breaks", ""),
    c("return_home", "Return home", ""),
    c("kinship_care", "Living with family or friends", ""),
    c("special_guardianship", "Special guardianship", ""),
    c("adoption", "Adoption", ""),
    c("long_term_fostering", "Long-term fostering", ""),
    c("long_term_residential", "Long-term residential care", ""),
    c("supported_independence", "Supported move to independence", ""),
    c("not_decided", "Not decided yet", ""),
];

/// Legal routes to permanence.
pub const ROUTE: &[Code] = &[
    c("care_order", "under a care order", ""),
    c("interim_care_order", "under an interim care order", ""),
    c("section_20", "by agreement under section 20", ""),
    c("special_guardianship_order", "by a special guardianship order", ""),
    c("child_arrangements_order", "by a child arrangements order", ""),
    c("placement_order", "by a placement order", ""),
    c("adoption_order", "by an adoption order", ""),
    c("discharge_of_care_order", "by discharge of the care order", ""),
    c("none_needed", "no order needed", ""),
];

/// What became of a decision.
pub const OUTCOME: &[Code] =
    &[c("done", "Done", ""), c("partly_done", "Partly done", ""), c("not_done", "Not done", ""), c("superseded", "Replaced", "")];

/// Why a decision is starred.
pub const STARRED: &[Code] = &[
    c("inadequate_practice", "inadequate practice", ""),
    c("drift", "drift", ""),
    c("statutory_duty", "statutory duty", ""),
    c("safeguarding", "safeguarding", ""),
    c("resources", "resources", ""),
    c("other", "another reason", ""),
];

/// Why a review was adjourned.
pub const ADJOURNED: &[Code] = &[
    c("duties_not_met", "a duty before the review was not met", ""),
    c("child_not_prepared", "the child was not prepared for the review", ""),
];

/// What somebody is asked to do for a review.
pub const ASKED_TO: &[Code] = &[c("come", "Come", ""), c("write", "Say beforehand what they think", "")];

/// Why a child left care (SSDA903: reason episode ceased).
pub const LEAVING_CARE: &[Code] = &[
    c("adopted", "Adopted", "E11, E12"),
    c("returned_to_parents", "Returned to parents or relatives", "E4A, E4B, E13"),
    c("special_guardianship", "Special guardianship", "E45, E46, E47, E48"),
    c("child_arrangements", "Child arrangements order", "E41"),
    c("independent_living", "Moved into independent living", "E5, E6"),
    c("adult_services", "Moved to adult social care", "E7"),
    c("aged_18", "Turned 18 and stayed with carers", "E17"),
    c("other_authority", "Moved to another authority's care", "E3"),
    c("custody", "Sentenced to custody", "E9"),
    c("remand_ended", "Remand ended", "E14"),
    c("moved_abroad", "Moved abroad", "E16"),
    c("age_assessed", "Found to be 18 or older", "E15"),
    c("died", "Died", "E2"),
    c("other", "Any other reason", "E8"),
];

/// What a challenge achieved for a child.
pub const ACHIEVED: &[Code] = &[
    c("plan_changed", "The plan was changed", ""),
    c("delay_ended", "A delay was ended", ""),
    c("placement_kept", "A placement was kept", ""),
    c("service_provided", "A service was provided", ""),
    c("contact_changed", "Family time was changed", ""),
    c("paperwork_done", "A plan or report was completed", ""),
    c("practice_changed", "Practice was changed", ""),
    c("nothing", "No change for the child", ""),
];

/// How a table is drawn.
pub const CHART_FORM: &[Code] =
    &[c("bars", "Bars", ""), c("shares", "Bars of 100%", ""), c("line", "A line over years", ""), c("none", "Not drawn", "")];

/// How a challenge stands.
pub const CONCERN: &[Code] = &[c("intended", "Intended", ""), c("raised", "Raised", ""), c("resolved", "Resolved", "")];

/// How an alert ended.
pub const RESOLUTION: &[Code] = &[
    c("resolved", "Resolved", ""),
    c("partly_resolved", "Partly resolved", ""),
    c("not_resolved", "Not resolved", ""),
    c("withdrawn", "Withdrawn", ""),
    c("referred", "Referred to Cafcass", ""),
];

/// How a decision stands at the mid-point.
pub const STANDS: &[Code] =
    &[c("done", "Done", ""), c("on_track", "On track", ""), c("not_on_track", "Not on track", ""), c("superseded", "Replaced", "")];

/// What the IRO decided about the review after a change.
pub const IRO_DECISION: &[Code] = &[
    c("bring_forward", "The review is brought forward", ""),
    c("no_review_needed", "No review is needed now", ""),
    c("at_next_review", "It is considered at the next review", ""),
];

/// Categories of a child protection plan.
pub const CATEGORY: &[Code] = &[
    c("neglect", "Neglect", ""),
    c("physical_abuse", "Physical abuse", ""),
    c("sexual_abuse", "Sexual abuse", ""),
    c("emotional_abuse", "Emotional abuse", ""),
];

/// Why a review was late. The causes are those that the annual report of 2011-12 in the sources names, and papers.
pub const LATE_CAUSE: &[Code] = &[
    c("child_unavailable", "The child could not come", ""),
    c("family_unavailable", "Family or carer could not come", ""),
    c("iro_unavailable", "The IRO could not come", ""),
    c("worker_unavailable", "The social worker could not come", ""),
    c("conference_first", "A protection conference came first", ""),
    c("papers_missing", "Papers were missing", ""),
    c("miscounted", "The date was miscounted", ""),
    c("capacity", "Too few staff", ""),
    c("other", "Another reason", ""),
];

/// Groups of ethnicity, as the census has them, with the first word of the keys that belong to each.
pub const ETHNIC_GROUP: &[Code] = &[
    c("white", "White", ""),
    c("mixed", "Mixed", ""),
    c("asian", "Asian", ""),
    c("black", "Black", ""),
    c("other", "Chinese and other", ""),
];

/// Pronouns.
pub const PRONOUNS: &[Code] = &[c("he/him", "he, him", ""), c("she/her", "she, her", ""), c("they/them", "they, them", "")];

/// Which review in the cycle.
pub const CYCLE: &[Code] = &[
    c("first", "First review", ""),
    c("second", "Second review", ""),
    c("later", "Later review", ""),
    c("post_placement_order", "First review after a placement order", ""),
    c("adoption_first", "First review after placement for adoption", ""),
    c("adoption_second", "Second review after placement for adoption", ""),
    c("adoption_later", "Later review after placement for adoption", ""),
    c("brought_forward", "Review brought forward", ""),
];

/// How a review is held.
pub const HELD: &[Code] = &[c("meeting", "As a meeting", ""), c("without_meeting", "Without a meeting", "")];

/// How a child took part.
pub const PARTICIPATION: &[Code] = &[
    c("PN1", "Attended and spoke for themself", "PN1"),
    c("PN2", "Attended, an advocate spoke for them", "PN2"),
    c("PN3", "Attended, and showed their views without words", "PN3"),
    c("PN4", "Attended, and did not contribute", "PN4"),
    c("PN5", "Did not attend, and briefed an advocate", "PN5"),
    c("PN6", "Did not attend, and sent their views another way", "PN6"),
    c("PN7", "Did not attend, and sent no views", "PN7"),
    c("PN0", "Under 4 at the review", "PN0"),
];

/// Matters that a review considers.
pub const MATTERS: &[Code] = &[
    c("changes_since_last_review", "Changes since the last review, and whether its decisions were carried out", ""),
    c("legal_status", "Whether a change of legal status should be sought", ""),
    c("permanence", "Whether the plan for permanence remains right and is moving in time", ""),
    c("family_time", "Family time (contact) and whether it should change", ""),
    c("placement", "Whether where the child lives suits them", ""),
    c("placement_safeguards", "Whether where the child lives keeps them safe", ""),
    c("education", "Education, personal education plan, moves between schools, education, health and care plan", ""),
    c("health", "Health and the health plan", ""),
    c("identity", "Identity: religion, ethnicity, culture, gender, sexuality, disability, being care-experienced", ""),
    c("leisure_interests", "Leisure and interests", ""),
    c("advice_and_support", "Advice, support and assistance, and whether the child understands them", ""),
    c("leaving_care", "Arrangements for leaving care", ""),
    c("wishes_and_feelings", "The child's wishes and feelings about any of this", ""),
    c("independent_visitor", "Whether an independent visitor would help", ""),
    c("unaccompanied_or_trafficked", "Needs as an unaccompanied or trafficked child", ""),
    c("delegated_authority", "Who may decide what: delegated authority", ""),
    c("long_term_fostering", "Reviews and visits in a matched long-term foster placement", ""),
    c("money_and_savings", "Money, savings and the Junior ISA", ""),
    c("short_breaks", "Short breaks", ""),
    c("other", "Anything else", ""),
];

/// Significant changes and events: those that the packs know.
pub const CHANGES: &[Code] = &[
    c("care_plan", "A change of the care plan", ""),
    c("decisions_delayed", "Decisions not carried out in time", ""),
    c("family_time", "A change of family time", ""),
    c("worker", "A change of social worker", ""),
    c("safeguarding", "A safeguarding concern", ""),
    c("complaint", "A complaint", ""),
    c("placement", "A change of placement", ""),
    c("placement_unplanned", "An unplanned change of placement", ""),
    c("family", "A change in the family", ""),
    c("offence", "An offence", ""),
    c("exclusion", "Exclusion from school", ""),
    c("missing", "Missing from the placement", ""),
    c("health", "A change of health", ""),
    c("accident", "An accident or hospital stay", ""),
    c("panel", "A panel's decision", ""),
    c("court", "A court's decision", ""),
    c("discharge", "Leaving care", ""),
    c("discharge_unplanned", "Leaving care unplanned", ""),
    c("adoption_plan", "A change of the adoption plan", ""),
    c("permanence_not_viable", "The plan for permanence cannot be", ""),
    c("unregulated_placement", "An unregulated placement", ""),
    c("education_disrupted", "Education disrupted", ""),
    c("settled_residential", "Settled residential placement to end", ""),
    c("secure_or_custody", "Secure accommodation or custody", ""),
    c("adoption_disruption", "An adoption placement ended", ""),
    c("placement_order", "A placement order", ""),
    c("long_term_match", "A long-term match", ""),
    c("bereavement", "A bereavement", ""),
    c("legal_status", "A change of legal status", ""),
    c("unallocated", "Without an allocated worker", ""),
    c("other", "Another change", ""),
];

/// What a decision or step may be about, so that it goes where that goes.
pub const ABOUT: &[Code] = &[
    c("health", "Health", ""),
    c("education", "Education", ""),
    c("identity", "Identity", ""),
    c("family_time", "Family time", ""),
    c("unaccompanied", "Being unaccompanied or trafficked", ""),
    c("placement_address", "Where the child lives or is to live", ""),
    c("child_views", "What the child said or wants", ""),
];

/// Ratings of the planning.
pub const RATING: &[Code] = &[c("red", "Red", ""), c("amber", "Amber", ""), c("green", "Green", "")];

/// Ratings that may start a challenge.
pub const CONCERNED: &[Code] = &[c("red", "Red", ""), c("amber", "Amber", "")];

/// What going through the answer to a rating showed.
pub const SHOWED: &[Code] = &[c("good", "Good progress", ""), c("limited", "Limited progress", "")];

/// What a check of an IRO's practice looked at.
pub const PRACTICE_CHECK: &[Code] = &[c("observation", "Observation of practice", ""), c("audit", "Case file audit", "")];

/// Whether a standard was met.
pub const MET: &[Code] = &[c("met", "Met", ""), c("partly", "Partly met", ""), c("not_met", "Not met", ""), c("not_seen", "Not seen", "")];

/// How a copy is sent.
pub const SENT_BY: &[Code] = &[
    c("post", "Post", ""),
    c("email", "Email", ""),
    c("secure_email", "Secure email", ""),
    c("hand", "By hand", ""),
    c("portal", "Portal", ""),
];

/// What a copy may hold although it is confidential.
pub const INCLUDED: &[Code] = &[c("placement_address", "The placement's address", "")];

/// How far a record has come that is written at once.
pub const WRITTEN: &[Code] = &[c("draft", "Everything is written and may still change", ""), c("final", "Everything is written", "")];

/// Kinds of alert.
pub const ALERT_KIND: &[Code] = &[c("concern", "A concern", ""), c("good_practice", "Good practice", "")];

/// What came of a stage.
pub const STAGE_OUTCOME: &[Code] =
    &[c("resolved", "Resolved", ""), c("partly_resolved", "Partly resolved", ""), c("not_resolved", "Not resolved", "")];

/// How an alert ended.
pub const ENDED: &[Code] = &[
    c("resolved", "Resolved", ""),
    c("partly_resolved", "Partly resolved", ""),
    c("withdrawn", "Withdrawn", ""),
    c("referred", "Referred to Cafcass", ""),
];

/// How somebody was talked with.
pub const TALKED_BY: &[Code] =
    &[c("met", "in person", ""), c("phone", "by phone", ""), c("video", "by video", ""), c("email", "by email", "")];

/// How a concern was raised.
pub const RAISED_HOW: &[Code] = &[c("informal", "Informally", ""), c("formal", "Formally", "")];

/// Kinds of conference.
pub const CONFERENCE_KIND: &[Code] = &[c("initial", "Initial conference", ""), c("review", "Review conference", "")];

/// What somebody invited answered.
pub const INVITED: &[Code] = &[c("coming", "Coming", ""), c("not_coming", "Not coming", ""), c("no_answer", "No answer", "")];

/// Forms of a pack that a report may show.
pub const PACK_FORM: &[Code] = &[c("rag_notification", "The notification of a rating", ""), c("alert_form", "The alert form", "")];

/// What else a report to a committee says of itself.
pub const IMPLICATIONS: &[Code] = &[
    c("objectives", "How it helps the council's objectives", ""),
    c("risk", "How risk is managed", ""),
    c("organisation", "Impact on the organisation", ""),
    c("equalities", "Equalities", ""),
    c("environment", "Impact on the environment", ""),
    c("partners", "Implications for partners", ""),
];

/// Sex, as the return of the workforce has it.
pub const SEX: &[Code] = &[c("female", "Female", ""), c("male", "Male", "")];

/// Words that an authority has its own for.
pub const VOCABULARY: &[Code] = &[
    c("child", "The child", ""),
    c("review", "The review", ""),
    c("record", "The full record", ""),
    c("decisions", "What a review decides", ""),
    c("challenge", "The whole of a challenge", ""),
    c("midpoint", "The check between two reviews", ""),
    c("alert", "One formal challenge", ""),
    c("body", "The authority, within a sentence", ""),
];

/// Documents, by the key of their title in a pack.
pub const DOCUMENTS: &[Code] = &[
    c("record_of_review", "The record of a review", ""),
    c("letter_team_manager", "The decisions to the team manager", ""),
    c("letter_party", "The letter to a parent or other family", ""),
    c("letter_child", "The letter to the child", ""),
    c("letter_decision_maker", "The recommendation to the agency decision maker", ""),
    c("letter_introduction", "The letter of introduction", ""),
    c("letter_invitation", "The invitation to a review", ""),
    c("consultation_paper", "The consultation paper", ""),
    c("letter_date_change", "The letter about a change of date", ""),
    c("letter_late_papers", "The reminder of late papers", ""),
    c("rag_notification", "The RAG notification", ""),
    c("recognition", "The recognition of excellent practice", ""),
    c("annual_report", "The report of a year", ""),
    c("scorecard", "The scorecard of a team or IRO", ""),
    c("review_monitoring_form", "The review monitoring form", ""),
    c("starred_notification", "The notification of starred decisions", ""),
    c("alert_form", "The escalation alert form", ""),
    c("escalation_letter", "The escalation letter", ""),
    c("cafcass_referral", "The referral to Cafcass", ""),
    c("progress_review", "The progress review note", ""),
    c("change_note", "The note of a significant change", ""),
    c("conference_timeline", "The conference timeline", ""),
    c("letter_not_quorate", "The letter about a conference that was not quorate", ""),
    c("observation", "The observation of an IRO's practice", ""),
    c("audit", "The audit of a case file", ""),
];

/// Parts of a record, by the key of the clause in a pack that asks for them.
pub const REQUIRED: &[Code] = &[
    c("child", "The child", ""),
    c("review", "The review", ""),
    c("attendance", "Who took part", ""),
    c("papers", "The papers", ""),
    c("participation", "How the child took part", ""),
    c("views", "Others' views", ""),
    c("previous_decisions", "What became of the last decisions", ""),
    c("matters", "The matters considered", ""),
    c("permanence", "The plan for permanence", ""),
    c("permanence_at_second_review", "The plan for permanence at the second review", ""),
    c("decisions", "The decisions", ""),
    c("iro_view", "The IRO's view", ""),
    c("next_review", "The next review", ""),
    c("distribution", "Who gets a copy", ""),
    c("seen_alone", "The talk with the child in private", ""),
    c("exclusion", "Leaving somebody out of the meeting", ""),
    c("protection_plan", "The end of a child protection plan", ""),
    c("seen_where_living", "The child seen where they live; asked for only where a pack has it", ""),
    c("objection_told", "An objection told to all who came; asked for only where a pack has it", ""),
    c("final_care_plan", "The final care plan agreed by the IRO; asked for only where a pack has it", ""),
    c("chair", "Who chairs", ""),
    c("letter_child", "The letter to the child", ""),
];

/// What a check at the mid-point must hold.
pub const STANDARDS: &[Code] = &[
    c("talked_with_worker", "The IRO talked with the social worker", ""),
    c("evidence_per_decision", "Evidence for each decision", ""),
    c("concerns_raised", "Concerns are raised", ""),
    c("on_file", "It is on the child's file", ""),
];

/// Facts of a record that an indicator of the rating can be held against.
pub const FACTS: &[Code] = &[
    c("no_care_plan", "No care plan", ""),
    c("no_pathway_plan", "No pathway plan", ""),
    c("no_permanence_by_third", "No permanence by third", ""),
    c("few_decisions_progressed", "Few decisions progressed", ""),
    c("child_participation_missing", "Child participation missing", ""),
    c("parent_participation_missing", "Parent participation missing", ""),
    c("visits_out_of_time", "Visits out of time", ""),
    c("no_pep_by_second", "No personal education plan by second", ""),
    c("no_health_plan_by_second", "No health plan by second", ""),
    c("worker_unqualified_or_none", "Worker unqualified or none", ""),
    c("child_not_seen", "Child not seen", ""),
    c("no_permanence_at_second", "No permanence at second", ""),
    c("no_social_work_report", "No social work report", ""),
    c("no_health_plan_in_28_days", "No health plan in 28 days", ""),
    c("permanence_at_second", "Permanence at second", ""),
    c("all_decisions_addressed", "All decisions addressed", ""),
    c("child_participation_promoted", "Child participation promoted", ""),
    c("parent_participation_promoted", "Parent participation promoted", ""),
    c("paperwork_complete", "Paperwork complete", ""),
];

/// Themes under which challenges are counted; a pack may add its own.
pub const THEMES: &[Code] = &[
    c("documents", "Documents", ""),
    c("care_plan", "Care plan", ""),
    c("review_practice", "Review practice", ""),
    c("decisions_not_carried_out", "Decisions not carried out", ""),
    c("visits", "Visits", ""),
    c("child_not_seen", "Child not seen", ""),
    c("health", "Health", ""),
    c("permanence", "Permanence", ""),
    c("education", "Education", ""),
    c("not_informed", "Not informed", ""),
    c("allocation", "Allocation", ""),
    c("family_time", "Family time", ""),
    c("placement", "Placement", ""),
    c("services", "Services", ""),
    c("practice", "Practice", ""),
    c("participation", "Participation", ""),
    c("management", "Management", ""),
    c("resources", "Resources", ""),
];

/// What the limit of a review counts from.
pub const REVIEW_EVENTS: &[Code] = &[
    c("looked_after_since", "becoming looked after", ""),
    c("previous_review", "the last review", ""),
    c("placement_order", "the placement order", ""),
    c("placed_for_adoption", "placement for adoption", ""),
    c("trigger", "the change", ""),
    c("placement", "the start of the placement", ""),
    c("matched", "the long-term match", ""),
];
