//! Sentences that the records are put together from. `{n}` is what the child is called, `{he}`, `{him}`, `{his}` and `{He}` the pronouns,
//! `{carer}`, `{worker}` and `{mother}` first names.

/// Two lists of a matter: what is said first, and what is said then.
pub type Pair = (&'static [&'static str], &'static [&'static str]);

pub const CHANGES: Pair = (
    &[
        "Little has changed since the last review.",
        "{n} has had a steady few months.",
        "There has been a change of class at school.",
        "{worker} now knows the family well.",
        "The family has moved house, and the journeys are longer.",
        "{carer} was ill for three weeks, and a relief carer known to {n} came in.",
        "The plan was rewritten after the last meeting.",
    ],
    &[
        "Most of what was agreed has been done.",
        "What was agreed is gone through below, point by point.",
        "Everybody was told of the changes at the time.",
        "Nothing happened that would have called for an early review.",
        "The reviewing officer was told of each change within a few days.",
    ],
);
pub const LEGAL: Pair = (
    &[
        "The legal status is right for the plan.",
        "Nobody asked for another order.",
        "The order was explained again to the family.",
        "The legal adviser wrote before the meeting and sees no need for a change.",
        "The court timetable was gone through.",
    ],
    &[
        "It will be looked at again at the next review.",
        "{n} knows what it means in plain words.",
        "{mother} agrees.",
        "No change is needed.",
    ],
);
pub const PERMANENCE: Pair = (
    &[
        "The plan was gone through step by step.",
        "Everybody at the meeting could say what the plan is.",
        "The plan and the dates in it are realistic.",
        "The plan is the one that {n} was told about.",
        "The plan has one main way and one to fall back on.",
    ],
    &[
        "The steps are listed under permanence.",
        "{worker} will keep the dates in one place.",
        "{carer} asked for news of each step by phone.",
        "What comes next is clear.",
    ],
);
pub const FAMILY_TIME: Pair = (
    &[
        "{n} sees {mother} once a fortnight at the family centre.",
        "Family time is every Saturday morning, and it goes well.",
        "{n} speaks with {mother} by phone on Sundays.",
        "Family time was missed twice, both times because of transport.",
        "{n} sees {mother} six times a year, with a letter in between.",
        "{mother} has come to every visit since the spring.",
        "Visits have been shorter in the cold months.",
    ],
    &[
        "{n} comes home tired and content.",
        "{n} would like to see cousins too.",
        "{carer} drives, and stays near by.",
        "The supervisor writes a note each time.",
        "A photograph goes with {him} each time.",
        "It will stay as it is for now.",
    ],
);
pub const PLACEMENT: Pair = (
    &[
        "{n} is settled with {carer}.",
        "This is a home where {n} is wanted.",
        "{n} has a room of {his} own and has painted one wall.",
        "{carer} knows {n} well and notices small things.",
        "The first weeks were hard, and it is calmer now.",
        "{n} likes the food, the garden and the dog next door.",
    ],
    &[
        "{He} has a key and a place at the table.",
        "{carer} would like {him} to stay.",
        "The house is near school and friends.",
        "{He} asked for a lamp and was given one.",
        "Bedtimes are easier than they were.",
    ],
);
pub const SAFEGUARDS: Pair = (
    &[
        "The safer caring plan was read and is up to date.",
        "There are no worries about safety in the home.",
        "{n} could name three adults to go to.",
        "The risk assessment was renewed in the last months.",
        "Use of the internet is agreed and written down.",
    ],
    &[
        "{worker} sees the bedroom at each visit.",
        "No allegation or incident was recorded.",
        "The plan will be read again when {he} is older.",
        "{carer} went to the training on safer caring.",
    ],
);
pub const EDUCATION: Pair = (
    &[
        "{n} goes to {school} and is hardly ever late.",
        "School says that {n} works hard.",
        "{n} enjoys art and is less sure of number work.",
        "Attendance is above nineteen days in twenty.",
        "{n} has found one good friend at {school}.",
        "{n} needs help to start and then keeps going.",
    ],
    &[
        "The education plan has three targets, and two are met.",
        "Extra help with reading is paid for until the summer.",
        "The teacher will write to {carer} each week.",
        "A trip in the summer is paid for.",
        "The next meeting about the plan is booked.",
    ],
);
pub const EARLY_YEARS: Pair = (
    &[
        "{n} is too young for school and goes to a playgroup two mornings a week.",
        "{n} is learning new words each week.",
        "{n} likes books with flaps and anything with wheels.",
        "The health visitor finds that {n} is where {he} should be.",
    ],
    &[
        "A nursery place will be asked for in good time.",
        "{carer} reads to {him} every evening.",
        "Play with other children is planned each week.",
    ],
);
pub const HEALTH: Pair = (
    &[
        "{n} is well.",
        "The health assessment was done in time.",
        "{n} has asthma, and the plan for it is followed.",
        "Teeth and eyes were checked this year.",
        "{n} sleeps better than at the last review.",
        "All vaccinations are up to date.",
        "{n} has put on weight and grown.",
    ],
    &[
        "Nothing is left over from the last assessment.",
        "The nurse will come again in six months.",
        "A letter from the doctor is on the file.",
        "{carer} keeps a diary of sleep and appetite.",
        "An appointment with the dentist is booked.",
    ],
);
pub const IDENTITY: Pair = (
    &[
        "{n} knows {his} story in words for {his} age.",
        "The memory box is kept up.",
        "{n} asked where the family comes from, and was told.",
        "Life story work has begun.",
        "{n} has photographs of everyone who matters.",
        "{n} goes to family festivals with {carer}.",
    ],
    &[
        "{mother} gave some photographs for it.",
        "{worker} adds a page at each visit.",
        "It helps {him} to talk about it.",
        "There is more to do on {his} father's side.",
    ],
);
pub const LEISURE: Pair = (
    &[
        "{n} swims on Thursdays.",
        "{n} has joined a football team.",
        "{n} bakes, draws and looks after the plants.",
        "Drama club is the best hour of the week.",
        "{n} likes the library and the skate park.",
        "{n} plays the keyboard with headphones on.",
        "{n} goes to Brownies, Cubs or the like when {he} can.",
    ],
    &[
        "The fees are paid for this term.",
        "A friend goes too.",
        "{carer} takes {him} there.",
        "{He} would like to try something new in the summer.",
    ],
);
pub const ADVICE: Pair = (
    &[
        "{n} has the numbers of the reviewing officer and of {worker}.",
        "How to complain was explained again.",
        "{n} knows what an advocate does.",
        "The leaflet about rights is on the wall.",
    ],
    &["{He} has not needed them so far.", "{He} said {he} would ask.", "{carer} helps {him} to ring.", "They are written on a card."],
);
pub const WISHES: Pair = (
    &[
        "What {n} asked for is in the decisions below.",
        "{n} feels listened to.",
        "{n} agrees with the plan and said so in {his} own way.",
        "{n} would change one thing, and it was talked about.",
    ],
    &[
        "What cannot be done was explained.",
        "{He} was told that evening what was decided.",
        "It will be asked again before the next review.",
    ],
);
pub const VISITOR: Pair = (
    &[
        "An independent visitor was offered again.",
        "{n} has enough people for now.",
        "{n} has an independent visitor and likes the outings.",
    ],
    &["It will be asked again in a year.", "Nothing needs to change.", "{He} knows that {he} can ask at any time."],
);
pub const DELEGATED: Pair = (
    &[
        "{carer} may agree to trips, haircuts and sleepovers.",
        "Who may decide what is written down and signed.",
        "The paper on who may decide what was read out.",
    ],
    &[
        "Nobody had to be asked twice.",
        "School has a copy.",
        "Medical treatment beyond first aid stays with the parents and the authority.",
    ],
);
pub const MONEY: Pair = (
    &["{n} has pocket money and a savings account.", "Savings are paid in each month.", "{carer} keeps the savings book."],
    &["{He} is saving for a bicycle.", "The balance was read out.", "Nothing needs to change."],
);
pub const LEAVING: Pair = (
    &[
        "Cooking, money and travel were talked about.",
        "{n} wants to stay where {he} is after 18.",
        "A personal adviser comes to the reviews.",
        "{n} would like a flat near college.",
    ],
    &[
        "The pathway plan says what comes when.",
        "A visit to two projects is planned.",
        "{He} knows what help there is until 25.",
        "{carer} teaches one dish a week.",
    ],
);
pub const ALONE: Pair = (
    &["{n} has a solicitor for the claim.", "Nobody disputes {his} age.", "The Red Cross has been asked to look for the family."],
    &[
        "There are no signs of trafficking.",
        "An interpreter is booked for each meeting with the solicitor.",
        "Letters are read with {him} on the day they come.",
    ],
);
pub const MATCHED: Pair = (
    &["{n} was matched with {carer} for the long term.", "The match holds, and both say so."],
    &["Visits and reviews stay as often as they are for now.", "Meetings each year will be talked about next time."],
);

/// What the child says, by how old they are.
pub const SAYS_YOUNG: &[&str] = &[
    "{n} showed with the cards that home is good and that nights are hard.",
    "{n} drew the house, the dog and four people.",
    "{n} would like more stories and a bigger bed.",
    "{n} likes {carer} best when they bake.",
    "{n} asked when {mother} will come again.",
];
pub const SAYS: &[&str] = &[
    "{n} wants to stay with {carer} and wants everybody to know it.",
    "{n} would like to see more of the family.",
    "{n} is fed up with new workers and said so kindly.",
    "{n} wants help with reading, but not in front of the class.",
    "{n} asked for a bicycle and for a later bedtime.",
    "{n} would like to know what happens after the summer.",
    "{n} finds meetings long and would rather talk beforehand.",
    "{n} wants to be asked before photographs are sent.",
    "{n} is proud of a certificate and brought it along.",
];
pub const SAYS_OLDER: &[&str] = &[
    "{n} wants a say in where {he} lives next.",
    "{n} would like to learn to drive one day.",
    "{n} thinks about college and about money.",
    "{n} would like fewer adults in the room.",
    "{n} asked what support there is after 18.",
    "{n} wants a summer job.",
];
pub const OWN: &[&str] = &[
    "It's all right here. I mean it.",
    "Tell them I said thank you for the bike.",
    "I don't like it when plans change and nobody says.",
    "I want to stay. Write that down first.",
    "Can the meeting be short next time?",
    "I told you last time and you remembered.",
    "I like it when people come on the day they say.",
    "Sundays are the best day.",
];
pub const NOT_ALONE: &[&str] = &[
    "{n} is too young; the reviewing officer watched {him} play with {carer}.",
    "{n} is a baby and was seen with {carer} before the review.",
];

pub const VIEW_MOTHER: &[&str] = &[
    "{mother} is glad that {n} is safe and would like more photographs.",
    "{mother} misses {n} and finds the meetings hard.",
    "{mother} agrees with the plan for now.",
    "{mother} asks for visits at the weekend, because of work.",
    "{mother} thanked {carer}.",
];
pub const VIEW_CARER: &[&str] = &[
    "{carer} enjoys having {n} and has no worries at home.",
    "{carer} asks for a break in the summer holidays.",
    "{carer} sees {n} grow in confidence.",
    "{carer} would like to be told of visits earlier.",
    "{carer} says that the nights are better.",
];
pub const VIEW_TEACHER: &[&str] = &[
    "School has a quiet corner and a named adult for {n}.",
    "{n} takes part more than a year ago.",
    "Reading has moved on by two levels.",
    "School asks for the plan to be sent before the holidays.",
];
pub const VIEW_WORKER: &[&str] = &[
    "{worker} believes that the plan is right.",
    "{worker} would like to spend more time with {n} and less with papers.",
    "{worker} has met everyone in the family.",
];

/// The reviewing officer's view, by rating.
pub const SEES_GREEN: Pair = (
    &[
        "The plan meets the needs of {n} and is being carried out.",
        "{n} is safe, well cared for and heard.",
        "This is careful work, and {n} can feel it.",
    ],
    &["I have no concern to raise.", "The dates ahead are in hand.", "I shall look at it again at the mid-point."],
);
pub const SEES_AMBER: Pair = (
    &[
        "The plan is right, and parts of it are late.",
        "{n} is well cared for, but the papers do not keep up.",
        "The plan meets the needs of {n} if what is agreed is now done.",
    ],
    &["I shall ask about it in six weeks.", "I have asked for an answer in two weeks.", "It can be put right before it harms {him}."],
);
pub const SEES_RED: Pair = (
    &[
        "The plan does not move, and {n} feels it.",
        "What was promised to {n} has not happened.",
        "A duty was not met, and nobody had noticed.",
    ],
    &["It has to be put right now.", "I have raised it with the manager today.", "I shall hold the next review early if need be."],
);
pub const PLAN_TEXT: &[&str] = &[
    "{n} is to have one home to grow up in, and the people who matter within reach.",
    "The plan is followed as it was agreed. The next steps are below.",
    "Everybody has agreed to the plan, and {n} knows it.",
    "The plan was written with the family.",
];
pub const CONTINGENCY: &[&str] = &[
    "Another foster family within reach of school.",
    "A relative who is being assessed.",
    "The present placement goes on while the plan is looked at again.",
    "A family found through the regional group.",
];
pub const UNDECIDED: &[&str] =
    &["An assessment of a relative is not finished.", "The court has yet to hear the evidence.", "Two assessments are under way."];

/// A decision: what, what for, in the child's words, who (keys; `carer` and so on), and the ages it suits.
pub type Template = (&'static str, &'static str, &'static str, &'static str, i32, i32);
pub const DECISIONS: &[Template] = &[
    (
        "Write the plan again with what was agreed today",
        "Everybody works from the same plan",
        "{worker} will write down what we agreed.",
        "worker",
        0,
        17,
    ),
    (
        "Book the next health assessment and send the date",
        "Health needs are known in time",
        "{worker} will book your health check.",
        "worker",
        0,
        17,
    ),
    (
        "Hold the meeting about the education plan",
        "{n} gets the help in class that is needed",
        "{worker} and your teacher will meet about school.",
        "worker, teacher",
        4,
        17,
    ),
    (
        "Ask for extra help with reading",
        "Reading catches up by the summer",
        "Your teacher will find extra help with reading.",
        "teacher",
        5,
        14,
    ),
    (
        "Bring the things that are still at the old address",
        "{n} has what belongs to {him}",
        "{worker} will fetch your things.",
        "worker",
        3,
        17,
    ),
    (
        "Draw up a calendar of family time until the next review",
        "{n} knows when visits are",
        "You will get a calendar of visits.",
        "worker, carer",
        0,
        17,
    ),
    (
        "Find a way for brothers and sisters to meet each month",
        "The children keep in touch",
        "We will plan times with your brothers and sisters.",
        "worker",
        1,
        17,
    ),
    (
        "Begin life story work with photographs from the family",
        "{n} can tell {his} own story",
        "{worker} will start a book about your life with you.",
        "worker",
        3,
        15,
    ),
    (
        "Put in writing who may decide what",
        "{carer} can say yes to everyday things",
        "We will write down what {carer} can say yes to.",
        "manager",
        0,
        16,
    ),
    ("Open a savings account", "{n} has savings at 18", "A savings account will be opened for you.", "worker", 1, 16),
    ("Pay for the club until the summer", "{n} keeps an activity with friends", "The club is paid for until the summer.", "manager", 4, 17),
    ("Ask the dentist for an appointment", "Teeth are looked after", "{carer} will take you to the dentist.", "carer", 2, 17),
    (
        "Refer for talking therapy and send the date of the first hour",
        "{n} has somebody to talk with about the past",
        "{worker} will ask for somebody you can talk with.",
        "worker",
        6,
        17,
    ),
    (
        "Visit at least every six weeks and send the dates",
        "{n} knows {worker} and is seen alone",
        "{worker} will come and see you at least every six weeks.",
        "worker",
        0,
        17,
    ),
    (
        "Finish the assessment of the relatives who came forward",
        "It is known who in the family could care for {n}",
        "{worker} will finish talking with your relatives.",
        "worker",
        0,
        13,
    ),
    (
        "Take the long-term match to the panel",
        "{n} knows that this is home",
        "A meeting will decide about staying here for good.",
        "worker, supervisor",
        4,
        15,
    ),
    (
        "Write the next part of the pathway plan together",
        "{n} knows what help comes after 18",
        "{worker} and you will write the next part of your plan.",
        "worker",
        15,
        17,
    ),
    (
        "Visit two supported projects",
        "{n} can choose with open eyes",
        "You will visit two places and say what you think.",
        "worker",
        16,
        17,
    ),
    ("Agree a bedtime and a rule for the phone", "Evenings are calm", "You and {carer} will agree a rule for the phone.", "carer", 8, 15),
    ("Find a playgroup or nursery place", "{n} plays with other children", "You will go to a playgroup.", "carer", 0, 3),
    (
        "Ask the health visitor for a check of speech",
        "Help with speech comes early",
        "Somebody will listen to how you talk.",
        "carer",
        1,
        4,
    ),
    ("Give {n} a copy of the plan in plain words", "{n} knows the plan", "You will get the plan in plain words.", "worker", 6, 17),
    (
        "Look for an independent visitor",
        "{n} has somebody outside the service",
        "We will look for a visitor who is just for you.",
        "worker",
        8,
        17,
    ),
    ("Send the passport application", "{n} can go on holiday with {carer}", "{worker} will ask for your passport.", "worker", 2, 17),
    (
        "Arrange a weekend of respite with a family that {n} knows",
        "{carer} has a rest, and {n} an outing",
        "You will have a weekend with people you know.",
        "supervisor",
        3,
        16,
    ),
    (
        "Send the school reports to the mother",
        "The family shares in what goes well",
        "Your school report will be sent to {mother}.",
        "worker",
        5,
        16,
    ),
];

pub const WHY_LATE: &[&str] = &[
    "It was begun and is not finished.",
    "The form came back because a page was missing.",
    "A date is booked for next month.",
    "It took longer to agree who pays.",
];
pub const WHY_NOT: &[&str] = &[
    "Nobody took it on after the worker was away.",
    "The referral was not sent.",
    "It waits for another agency.",
    "It was put off twice.",
];

/// Details of ticks, by key.
pub const DETAILS: &[(&str, &[&str])] = &[
    (
        "serious_delay",
        &["The assessment was to be filed three months ago and is not begun", "No home has been looked for since the last review"],
    ),
    (
        "few_decisions_progressed",
        &["Fewer than half of the last decisions were carried out", "The same tasks were named at the last two reviews"],
    ),
    ("visits_out_of_time", &["More than six weeks lie between two visits", "The visits on file are too far apart"]),
    ("no_pep_second_review", &["The meeting was put off and no date was set", "School has asked for the plan twice"]),
    ("no_health_plan_second_review", &["The assessment has not been asked for", "There is no consent on file for the assessment"]),
    (
        "no_permanence_option_third_review",
        &["The assessments are not finished, so no plan could be settled", "Two plans were dropped, and none was put in their place"],
    ),
    ("placement_not_meeting_needs", &["The home cannot give the night care that is needed", "The carers have asked for help three times"]),
    ("no_care_plan", &["The plan was not on the file on the day", "The plan on file is that of another year"]),
    ("no_pathway_plan", &["The assessment has not been begun", "There is a draft without dates"]),
    (
        "worker_unqualified_or_none",
        &["The case is held by a student while a post is vacant", "The case is held by an assistant until the end of next month"],
    ),
    ("no_permanence_option_second_review", &["Two ways are looked at, and neither is settled"]),
    ("single_track_not_progressed", &["Family finding has not begun", "The link to the long-term carers has not been to panel"]),
    ("no_social_work_report", &["The review heard the news by word of mouth", "The report was begun and not sent"]),
    (
        "recommendations_not_progressed",
        &["An answer on who pays has been waited for since the last review", "The appointment has been put off three times"],
    ),
    (
        "worker_change_drift",
        &["The third worker in a year is still reading the file", "The case moved between teams, and two tasks fell between them"],
    ),
    ("unhappy_in_placement", &["The young person feels far from friends", "The rules of the house are found too strict"]),
    ("complaint_wished", &["A complaint about missed visits is to be written down", "A parent wants to complain about late letters"]),
    ("pathway_planning_slow", &["The plan has no part on money or housing yet", "The personal adviser was named late"]),
    ("legal_security_lacking", &["The order sought is not yet before the court", "The papers of the claim are still awaited"]),
    ("no_health_plan_28_days", &["The assessment is booked for after the review", "The doctor had no date before the review"]),
];

pub const ANSWERS: &[&str] = &[
    "I have gone through each point with the social worker. The missing paper was sent today, and the rest has dates.",
    "We agree with what is said. A duty worker covers the visits until the post is filled.",
    "The delay is ours. I have asked for an early date and shall write again when I have it.",
    "The plan was brought up to date this week. I shall look at it each fortnight until the next review.",
    "Two of the three points are done. The third waits for an answer about money, which I have asked for in writing.",
];
pub const COMMENT_GREEN: &[&str] =
    &["Planning is on track.", "A good few months, with the papers in order.", "The team has kept its word."];
pub const COMMENT_AMBER: &[&str] =
    &["The care is good; the planning needs a push.", "What is late can still be caught up before the next review."];
pub const COMMENT_RED: &[&str] =
    &["This has gone on for too long.", "The child should not have to wait for us.", "An answer with dates is needed."];

/// Causes of a late review, with the share of each in a hundred and what is written as the reason.
pub const CAUSES: &[(&str, i32, &[&str])] = &[
    ("child_unavailable", 20, &["The child was ill on the day that was booked", "The child had an examination on the day that was booked"]),
    (
        "family_unavailable",
        14,
        &["The mother could only come a day later, and her views mattered", "The carers were away and asked for another day"],
    ),
    ("iro_unavailable", 10, &["The reviewing officer was ill", "The reviewing officer had to be in court on the day that was booked"]),
    (
        "worker_unavailable",
        14,
        &["The social worker was in court on the day that was booked", "The social worker was ill and nobody else knew the case"],
    ),
    (
        "conference_first",
        20,
        &[
            "An initial child protection conference had to be chaired on that day",
            "The day was needed for a conference that could not wait",
        ],
    ),
    ("papers_missing", 4, &["The report came only on the day, and the child had not seen it"]),
    ("miscounted", 10, &["The reviewing officer counted the last day wrongly", "The date was worked out from the wrong review"]),
    ("capacity", 6, &["No reviewing officer was free before the limit", "A post was vacant and its reviews were shared out"]),
    ("other", 2, &["Snow closed the building on the day that was booked"]),
];

/// A challenge: grounds by theme, what it is about, and what is asked for.
pub const MATTERS_OF_CHALLENGE: &[(&str, &str, &str, &str)] = &[
    (
        "planning",
        "Planning is held up, and the same tasks come back at each review.",
        "Nobody can tell {n} what happens next.",
        "Send a plan with a date for each step",
    ),
    (
        "placement",
        "The placement does not fit, and nothing is planned about it.",
        "{n} lives with rules made for much older children and sleeps badly.",
        "Hold a meeting about the placement and write down what changes",
    ),
    (
        "permanence",
        "The permanence plan was agreed and has not been begun.",
        "{n} has waited for months to know where home will be.",
        "Name who begins the work, and give the date of the panel",
    ),
    (
        "care_plan",
        "The care plan does not answer the risks that the file describes.",
        "{n} stays in a situation that the assessment calls unsafe.",
        "Bring a plan that deals with each risk to the next meeting",
    ),
    (
        "proceedings",
        "The application to the court was agreed and has not been made.",
        "{n} has no order that protects the arrangements.",
        "File the application, or say in writing why not",
    ),
    (
        "pathway",
        "There is no pathway plan, although the time for it is past.",
        "{n} turns 18 without knowing what help there will be.",
        "Finish the pathway plan with {n} and name a personal adviser",
    ),
    (
        "home_finding",
        "No family has been looked for since the plan was agreed.",
        "{n} asks at each visit whether there is a family yet.",
        "Send the profile to the family finders and report each month",
    ),
    (
        "practice",
        "Visits were missed, and calls from the carer were not returned.",
        "{n} has stopped asking for things, because nothing comes of it.",
        "Send the dates of visits for three months and keep to them",
    ),
];
pub const LEARNING: &[&str] = &[
    "Where a manager cannot supply what is missing, the matter should go within weeks to somebody who can.",
    "A date in the first answer saves a second letter.",
    "When a worker leaves, somebody has to hold the list of what was promised.",
    "Money between agencies is to be settled before the assessment is needed, not after.",
    "A visit to the home told more than three reports.",
    "The panel now keeps a list of every plan that waits for it.",
];
pub const SETTLED: &[&str] = &[
    "I waited to see it happen before I closed this. What was asked for has been done.",
    "The work has begun and has dates. I told {n} myself.",
    "The visits are back in time, and the plan is on the file.",
    "The panel has met, and {n} knows the outcome.",
];
pub const PARTLY: &[&str] = &[
    "Two of the three things that I asked for were done. The last is with the panel.",
    "The plan is written; the money for it is not yet agreed.",
];
pub const EVENTS: &[(&str, &str, &str, i32)] = &[
    ("worker", "Another social worker was allocated, after a handover of two weeks.", "The new worker has met {n} and read the file.", 0),
    ("placement", "A planned move to a home nearer to school.", "The move was part of the plan and has been talked over with {n}.", 0),
    ("court", "The court made the order that the plan asked for.", "It changes nothing in the day-to-day arrangements.", 0),
    (
        "health",
        "A condition was found that was not known before, and treatment has begun.",
        "The nurse writes the health plan again; the review is near.",
        0,
    ),
    ("panel", "The panel agreed to the plan.", "It is what the last review asked for.", 0),
    ("family", "A brother was born.", "Family time is looked at at the next review.", 0),
    ("complaint", "The carer complained about late answers.", "The manager has answered, and the plan is not touched.", 0),
    ("missing", "The young person was away for a night and came back safe.", "A talk about it was held the next day.", 11),
];
