//! The written summary says what the records say, in every language, and nothing that they do not: each sentence is
//! there with its figure and gone without it.

use std::fs;

use crate::support::bench::{Bench, Start};

/// An activity of which nothing is known but that it was.
const BARE: &str = "title: Walk\ncategory: patrol\norg: team\ndate: 2026-03-05\n";

const FILES: [(&str, &str); 9] = [
    (
        "tandem.toml",
        "format = 1\nname = \"Town\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\n\
         [[measure]]\ncode = \"trees\"\nkind = \"result\"\nunit = \"m\"\nlabel = { en = \"Hedge\", zh = \"绿篱\", es = \"Seto\" }\n",
    ),
    ("orgs/team.toml", "name = \"Team\"\nkind = \"team\"\n"),
    ("orgs/street.toml", "name = \"Street\"\nkind = \"street\"\n"),
    ("workers/boss.toml", "name = \"Ana Ruiz\"\norg = \"team\"\n"),
    ("volunteers/li-na.toml", "name = \"李娜\"\norg = \"team\"\n"),
    ("volunteers/bo.toml", "name = \"Bo\"\norg = \"team\"\n"),
    ("items/rice.toml", "name = \"Rice\"\nunit = \"bag\"\n"),
    ("items/fund.toml", "name = \"Fund\"\nunit = \"CNY\"\nkind = \"money\"\n"),
    ("programs/spring.toml", "name = \"Spring\"\norg = \"team\"\n"),
];

const ACTIVITY: &str = "activities/2026/03/2026-03-05-walk.yaml";

/// A bench with the store and these files besides.
fn bench(files: &[(&str, &str)]) -> Bench {
    let bench = Bench::with(Start::Nothing);
    for (path, text) in FILES.iter().chain(files) {
        write(&bench, path, text);
    }
    bench
}

fn write(bench: &Bench, path: &str, text: &str) {
    let path = bench.folder().join("records").join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// The summary in a language, without what it was made from.
fn told(bench: &Bench, lang: &str, more: &[&str]) -> String {
    let words = ["report", "activities", "--narrative", "--period", "2026-03", "--lang", lang];
    let printed = bench.tandem(&[&words, more].concat());
    assert_eq!((printed.code, &*printed.err), (0, ""), "{}", printed.out);
    printed.out.split("\n---\n").next().unwrap_or_default().to_string()
}

fn in_all(bench: &Bench, more: &[&str]) -> [String; 3] {
    ["en", "zh", "es"].map(|lang| told(bench, lang, more))
}

/// What an activity says besides, and what is said of it in English, Chinese and Spanish.
const SENTENCES: [(&str, [&str; 3]); 35] = [
    (
        "attendance:\n- { who: boss, hours: 1 }\n",
        [
            "Participants by name: 1 social worker. Hours of service: 1 by social workers.",
            "记名参加的有社工1人。服务时长：社工1小时。",
            "Participantes registrados por su nombre: 1 trabajador social. Horas de servicio: 1 de trabajadores sociales.",
        ],
    ),
    (
        "attendance:\n- { who: li-na, hours: 1.5 }\n- { who: bo, hours: 2h20m }\n",
        [
            "Participants by name: 2 volunteers. Hours of service: 3.83 by volunteers.",
            "记名参加的有义工2人。服务时长：义工3.83小时。",
            "Participantes registrados por su nombre: 2 voluntarios. Horas de servicio: 3,83 de voluntarios.",
        ],
    ),
    (
        "attendance:\n- { who: li-na, hours: 1 }\n- { who: li-na, hours: 1, date: 2026-03-06 }\n",
        [
            "Participants by name: 1 volunteer, with 2 attendances in all.",
            "记名参加的有义工1人，合计2人次。",
            "Participantes registrados por su nombre: 1 voluntario, con 2 asistencias en total.",
        ],
    ),
    (
        "counts: { residents: 1, staff: 2 }\n",
        [
            "Participants: 1 resident and 2 members of staff.",
            "参加的有居民1人、单位职工2人。",
            "Participantes: 1 residente y 2 empleados.",
        ],
    ),
    (
        "counts: { people: 230 }\napprox: [counts.people]\n",
        [
            "Participants: about 230 people.",
            "参加的有各类人员约230人。",
            "Participantes: cerca de 230 personas.",
        ],
    ),
    (
        "counts: { people: 1200, volunteers: 3 }\n",
        [
            "Participants: 3 volunteers and 1,200 other people.",
            "参加的有义工3人、其他人员1,200人。",
            "Participantes: 3 voluntarios y 1.200 personas más.",
        ],
    ),
    (
        "attendance:\n- { who: li-na, hours: 1 }\ncounts: { residents: 20, elderly: 1, child: 2 }\n",
        [
            "Other participants: 20 residents. Among the residents: 1 elderly and 2 children.",
            "另有居民20人参加。居民当中有老年人1人、儿童2人。",
            "Otros participantes: 20 residentes. Entre los residentes: 1 persona mayor y 2 niños y niñas.",
        ],
    ),
    ("counts: { households: 1 }\n", ["1 household was reached.", "惠及居民1户。", "Se llegó a 1 hogar."]),
    ("counts: { households: 2 }\n", ["2 households were reached.", "惠及居民2户。", "Se llegó a 2 hogares."]),
    (
        "attendance:\n- { who: li-na, hours: 12h20m }\n- { who: boss, hours: 2.5 }\napprox: [attendance]\n",
        [
            "Hours of service: about 12 by volunteers and about 2.5 by social workers.",
            "服务时长：义工约12小时、社工约2.5小时。",
            "Horas de servicio: cerca de 12 de voluntarios y cerca de 2,5 de trabajadores sociales.",
        ],
    ),
    (
        "served: [r-7k3q9d]\n",
        [
            "A resident on record was served once.",
            "为在册居民提供服务1人次。",
            "Se atendió una vez a un residente registrado.",
        ],
    ),
    (
        "served: [r-7k3q9d, r-7k3q9e]\n",
        [
            "Residents on record were served 2 times.",
            "为在册居民提供服务2人次。",
            "Se atendió 2 veces a residentes registrados.",
        ],
    ),
    (
        "outputs: { banners: 1 }\n",
        ["Provided: 1 banner.", "产出：横幅1条。", "Entregado y realizado: 1 pancarta."],
    ),
    (
        "outputs: { haircuts: 2, leaflets: 600, rounds: 1 }\n",
        [
            "Provided: 2 haircuts, 600 leaflets and 1 round.",
            "产出：理发2人次、宣传单600份、巡逻1轮。",
            "Entregado y realizado: 2 cortes de pelo, 600 folletos y 1 ronda.",
        ],
    ),
    (
        "results: { visits: 1, disputes-settled: 4 }\n",
        [
            "Results: 4 disputes settled and 1 visit.",
            "成效：化解纠纷4起、走访1次。",
            "Resultados: 4 conflictos resueltos y 1 visita.",
        ],
    ),
    ("results: { trees: 30 }\n", ["Results: Hedge: 30 m.", "成效：绿篱30 m。", "Resultados: Seto: 30 m."]),
    ("spent: 1873.60\n", ["Spent: CNY 1,873.60.", "支出：1,873.60元。", "Gasto: 1.873,60 CNY."]),
    ("spent: 4800\n", ["Spent: CNY 4,800.", "支出：4,800元。", "Gasto: 4.800 CNY."]),
    (
        "satisfaction: { answers: 52, mean: 4.75 }\n",
        [
            "Satisfaction: 4.8 out of 5 on average; 52 answers.",
            "满意度：平均4.8分（满分5分），收回答卷52份。",
            "Satisfacción: 4,8 sobre 5 de media; 52 respuestas.",
        ],
    ),
    (
        "satisfaction: { answers: 1, mean: 5 }\ncounts: { residents: 8 }\n",
        [
            "Satisfaction: 5 out of 5 on average; 1 of 8 participants answered.",
            "满意度：平均5分（满分5分），8名参加者中1人作答。",
            "Satisfacción: 5 sobre 5 de media; respondió 1 de 8 participantes.",
        ],
    ),
    (
        "satisfaction: { answers: 6, mean: 4 }\ncounts: { residents: 210 }\napprox: [counts]\n",
        [
            "Satisfaction: 4 out of 5 on average; 6 of about 210 participants answered.",
            "满意度：平均4分（满分5分），约210名参加者中6人作答。",
            "Satisfacción: 4 sobre 5 de media; respondieron 6 de cerca de 210 participantes.",
        ],
    ),
    (
        "satisfaction: { answers: 7 }\n",
        [
            "Asked how it was: 7 answers; what they said is not on record.",
            "满意度调查：收回答卷7份，评分未予记录。",
            "Encuesta de satisfacción: 7 respuestas; no consta lo que se contestó.",
        ],
    ),
    (
        "satisfaction: { mean: 4.5 }\n",
        [
            "Satisfaction: 4.5 out of 5; how many answered is not on record.",
            "满意度：4.5分（满分5分），作答人数未予记录。",
            "Satisfacción: 4,5 sobre 5; no consta el número de respuestas.",
        ],
    ),
    (
        "attendance:\n- { who: li-na, hours: 1, rating: 4 }\n- { who: bo, hours: 1 }\n",
        [
            "1 of 2 attendances was rated: 4 out of 5.",
            "服务评分：2人次中有1人次获评，平均4分（满分5分）。",
            "Se valoró 1 de 2 asistencias: 4 sobre 5.",
        ],
    ),
    (
        "attendance:\n- { who: li-na, hours: 1, rating: 4 }\n- { who: bo, hours: 1, rating: 5 }\n",
        [
            "2 of 2 attendances were rated: 4.5 out of 5 on average.",
            "服务评分：2人次中有2人次获评，平均4.5分（满分5分）。",
            "Se valoraron 2 de 2 asistencias: 4,5 sobre 5 de media.",
        ],
    ),
    ("lead: boss\n", ["; led by Ana Ruiz)", "；Ana Ruiz带队）", "; a cargo de Ana Ruiz)"]),
    ("lead: li-na\n", ["; led by 李娜)", "；李娜带队）", "; a cargo de 李娜)"]),
    ("place: Gate\n", ["(5 March; Team, Gate)", "（3月5日；Team，Gate）", "(5 de marzo; Team, Gate)"]),
    (
        "until: 2026-03-09\n",
        [
            "(from 5 to 9 March 2026; Team)",
            "（2026年3月5日至9日；Team）",
            "(del 5 al 9 de marzo de 2026; Team)",
        ],
    ),
    (
        "counts: { ill: 1 }\n",
        [
            "Participants: 1 resident. Among the residents: 1 ill.",
            "参加的有居民1人。居民当中有患病者1人。",
            "Participantes: 1 residente. Entre los residentes: 1 persona enferma.",
        ],
    ),
    (
        "counts: { volunteers: 1, workers: 1 }\n",
        [
            "Participants: 1 social worker and 1 volunteer.",
            "参加的有社工1人、义工1人。",
            "Participantes: 1 trabajador social y 1 voluntario.",
        ],
    ),
    (
        "results: { applicants: 226, passed: 1 }\n",
        [
            "Results: 226 applicants and 1 person who passed.",
            "成效：报名226人、通过1人。",
            "Resultados: 226 solicitantes y 1 aprobado.",
        ],
    ),
    (
        "outputs: { vouchers: 1, parcels: 1 }\n",
        [
            "Provided: 1 parcel and 1 voucher.",
            "产出：慰问包1份、代金券1张。",
            "Entregado y realizado: 1 paquete y 1 vale.",
        ],
    ),
    (
        "results: { households-served: 1, persons-helped: 1 }\n",
        [
            "Results: 1 household served and 1 person helped.",
            "成效：服务1户、帮扶1人次。",
            "Resultados: 1 hogar atendido y 1 persona ayudada.",
        ],
    ),
    ("results: { interventions: 0 }\n", ["## Patrol", "## 治安巡逻", "## Rondas vecinales"]),
];

#[test]
fn each_sentence_is_there_with_what_it_says_and_gone_without() {
    let bench = bench(&[(ACTIVITY, BARE)]);
    let bare = in_all(&bench, &[]);
    assert_eq!(bare, [
        "# Summary of activities\n\nTown · March 2026\n\nIn March 2026, Team carried out 1 activity.\n\n## Patrol\n\n- Walk (5 March; Team)\n"
            .replace("In March 2026, Team", "On 5 March 2026, Team"),
        "# 活动总结\n\nTown · 2026年3月\n\n2026年3月5日，Team共开展活动1场。\n\n## 治安巡逻\n\n- Walk（3月5日；Team）\n".into(),
        "# Memoria de actividades\n\nTown · marzo de 2026\n\nTeam llevó a cabo 1 actividad el 5 de marzo de 2026.\n\n\
         ## Rondas vecinales\n\n- Walk (5 de marzo; Team)\n"
            .into(),
    ]);
    for (fields, sentences) in SENTENCES {
        write(&bench, ACTIVITY, &format!("{BARE}{fields}"));
        for ((said, sentence), bare) in in_all(&bench, &[]).iter().zip(sentences).zip(&bare) {
            assert!(said.contains(sentence), "{fields}\n{sentence}\n{said}");
            assert!(sentence.starts_with('#') || !bare.contains(sentence), "{sentence}");
            assert!(!said.contains("{ $") && !said.contains("narrative-"), "{said}");
        }
    }
}

const MOVEMENT: &str = "movements/2026/03/2026-03-06-out.yaml";

/// A movement, and what is said of it.
const GOODS: [(&str, [&str; 3]); 6] = [
    (
        "kind: out\nitem: rice\nquantity: 2\nactivity: 2026-03-05-walk\nlines:\n- { to: r-7k3q9d }\n- { to: r-7k3q9e }\n",
        [
            "Given out: Rice (4 bag), to 2 recipients.",
            "发放：Rice（4 bag），受领对象2个。",
            "Se repartió: Rice (4 bag), a 2 destinatarios.",
        ],
    ),
    (
        "kind: out\nitem: rice\nquantity: 2.5\nactivity: 2026-03-05-walk\nto: r-7k3q9d\n",
        [
            "Given out: Rice (2.50 bag), to 1 recipient.",
            "发放：Rice（2.50 bag），受领对象1个。",
            "Se repartió: Rice (2,50 bag), a 1 destinatario.",
        ],
    ),
    (
        "kind: out\nactivity: 2026-03-05-walk\nto: Nine households\nlines:\n- { item: rice, quantity: 9 }\n- { item: fund, quantity: 900 }\n",
        [
            "Given out: Fund (CNY 900) and Rice (9 bag).",
            "发放：Fund（900元）、Rice（9 bag）。",
            "Se repartió: Fund (900 CNY) y Rice (9 bag).",
        ],
    ),
    (
        "kind: in\nitem: fund\nquantity: 20000\nactivity: 2026-03-05-walk\n",
        ["Received: Fund (CNY 20,000).", "接收：Fund（20,000元）。", "Se recibió: Fund (20.000 CNY)."],
    ),
    (
        "kind: out\nitem: rice\nquantity: 1\nprogram: spring\nto: r-7k3q9d\n",
        [
            "## In all\n\nGiven out: Rice (1 bag), to 1 recipient.",
            "## 总计\n\n发放：Rice（1 bag），受领对象1个。",
            "## En total\n\nSe repartió: Rice (1 bag), a 1 destinatario.",
        ],
    ),
    (
        "kind: out\nitem: rice\nquantity: 1\nactivity: 2026-03-05-walk\nto: r-7k3q9d\napprox: [quantity]\n",
        [
            "Given out: Rice (about 1 bag), to 1 recipient.",
            "发放：Rice（约1 bag），受领对象1个。",
            "Se repartió: Rice (cerca de 1 bag), a 1 destinatario.",
        ],
    ),
];

#[test]
fn what_was_given_out_is_told_of_its_activity_or_programme_and_of_nothing_else() {
    let activity = format!("{BARE}program: spring\n");
    let bench = bench(&[(ACTIVITY, &activity)]);
    for (fields, sentences) in GOODS {
        write(&bench, MOVEMENT, &format!("date: 2026-03-06\norg: team\n{fields}"));
        for (said, sentence) in in_all(&bench, &["--program", "spring"]).iter().zip(sentences) {
            assert!(said.contains(sentence), "{fields}\n{sentence}\n{said}");
        }
    }
    let bare = in_all(&bench, &["--category", "culture"]);
    let not_told = [
        "kind: out\nitem: rice\nquantity: 1\nto: r-7k3q9d\n",
        "kind: out\nitem: rice\nquantity: 1\nactivity: 2026-03-07-other\nto: r-7k3q9d\n",
        "kind: out\nitem: rice\nquantity: 1\nprogram: autumn\nto: r-7k3q9d\n",
        "kind: transfer\nitem: rice\nquantity: 1\nactivity: 2026-03-05-walk\nto: street\n",
        "kind: adjust\nitem: rice\nquantity: -1\nactivity: 2026-03-05-walk\n",
        "kind: out\nitem: rice\nquantity: 1\nactivity: 2026-03-05-walk\nvoid: { date: 2026-03-08, by: boss, reason: twice }\n",
    ];
    for fields in not_told {
        write(&bench, MOVEMENT, &format!("date: 2026-03-06\norg: team\n{fields}"));
        for said in in_all(&bench, &[]) {
            assert!(!said.contains("Rice"), "{fields}\n{said}");
        }
    }
    // Of a category that was not held nothing is said, whatever was given out.
    write(&bench, MOVEMENT, &format!("date: 2026-03-06\norg: team\n{}", GOODS[0].0));
    assert_eq!(in_all(&bench, &["--category", "culture"]), bare);
}

#[test]
fn surveys_that_are_half_known_are_told_as_such() {
    let at = |day: u32, rest: &str| {
        (
            format!("activities/2026/03/2026-03-{day:02}-a.yaml"),
            format!("{BARE}{rest}").replace("03-05", &format!("03-{day:02}")),
        )
    };
    let files = [
        at(1, "satisfaction: { answers: 30, mean: 4.5 }\ncounts: { residents: 40 }\n"),
        at(2, "satisfaction: { answers: 10, mean: 3.5 }\ncounts: { residents: 10 }\n"),
        at(3, "satisfaction: { answers: 7 }\ncounts: { residents: 3 }\n"),
        at(4, "satisfaction: { mean: 4 }\n"),
        at(5, "satisfaction: { mean: 2.5 }\n"),
        at(6, ""),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let bench = bench(&files);
    let sentences = [
        "Satisfaction: 4.3 out of 5 on average; 40 of 50 participants answered, at 2 of 6 activities. \
         Asked how it was: 7 answers, at 1 of 6 activities; what they said is not on record. \
         Satisfaction: 4 and 2.5 out of 5, at 2 of 6 activities; how many answered is not on record.",
        "满意度：平均4.3分（满分5分），50名参加者中40人作答，涉及6场活动中的2场。\
         满意度调查：收回答卷7份，涉及6场活动中的1场，评分未予记录。\
         满意度：4、2.5分（满分5分），涉及6场活动中的2场，作答人数未予记录。",
        "Satisfacción: 4,3 sobre 5 de media; respondieron 40 de 50 participantes, en 2 de 6 actividades. \
         Encuesta de satisfacción: 7 respuestas, en 1 de 6 actividades; no consta lo que se contestó. \
         Satisfacción: 4 y 2,5 sobre 5, en 2 de 6 actividades; no consta el número de respuestas.",
    ];
    for (said, sentence) in in_all(&bench, &[]).iter().zip(sentences) {
        assert!(said.contains(sentence), "{sentence}\n{said}");
        assert_eq!(said.matches(sentence).count(), 1, "of one category it is said once: {said}");
    }
}

#[test]
fn a_programme_says_its_days_and_hosts_so_far_as_it_has_them() {
    let activity = format!("{BARE}program: spring\n");
    let bench = bench(&[(ACTIVITY, &activity)]);
    let occasion = |rest: &str| {
        write(&bench, "programs/spring.toml", &format!("name = \"Spring\"\norg = \"team\"\n{rest}"));
        in_all(&bench, &["--program", "spring"])
            .map(|said| said.lines().nth(4).unwrap_or_default().to_string())
    };
    assert_eq!(
        occasion(""),
        [
            "Occasion: Spring, a programme of Team.",
            "活动背景：Spring，由Team组织。",
            "Motivo: Spring, programa de Team."
        ]
    );
    assert_eq!(occasion("from = 2026-03-01\n"), occasion(""), "days that do not end are not said");
    assert_eq!(
        occasion("from = 2026-03-01\nuntil = 2026-04-30\nhosts = [\"street\"]\n"),
        [
            "Occasion: Spring, a programme of Team, from March to April 2026. Host: Street.",
            "活动背景：Spring，由Team组织，时间为2026年3月至4月。承办单位：Street。",
            "Motivo: Spring, programa de Team, de marzo a abril de 2026. Entidad anfitriona: Street."
        ]
    );
    assert_eq!(
        occasion("hosts = [\"street\", \"team\"]\n")[2].split(". ").nth(1),
        Some("Entidades anfitrionas: Street y Team.")
    );
}

#[test]
fn several_years_several_times_and_nothing_at_all() {
    let again = BARE.replace("2026-03-05", "2026-03-19");
    let shared = "title: Fair\ncategory: culture\norg: street\norgs: [team]\ndate: 2026-03-07\ncounts: { residents: 99 }\n";
    let bench = bench(&[
        (ACTIVITY, BARE),
        ("activities/2026/03/2026-03-19-walk.yaml", &again),
        ("activities/2026/03/2026-03-07-fair.yaml", shared),
    ]);
    let said = in_all(&bench, &["--org", "team"]);
    let shown = [
        "- Walk (2 times, from 5 to 19 March 2026; Team)\n\n## Held together with others\n\n- Fair (7 March; Street)",
        "- Walk（2026年3月5日至19日，共2次；Team）\n\n## 与其他单位合办\n\n- Fair（3月7日；Street）",
        "- Walk (2 veces, del 5 al 19 de marzo de 2026; Team)\n\n## Organizado con otras entidades\n\n- Fair (7 de marzo; Street)",
    ];
    for (said, shown) in said.iter().zip(shown) {
        assert!(said.contains(shown) && !said.contains("99"), "{said}");
    }
    let over = bench.tandem(&[
        "report",
        "activities",
        "--narrative",
        "--period",
        "2025..2026",
        "--category",
        "culture",
    ]);
    assert!(over.out.contains("- Fair (7 March 2026; Street)"), "{}", over.out);
    let nothing = in_all(&bench, &["--category", "health"]);
    let none = [
        "No activity is recorded in March 2026.",
        "2026年3月没有活动记录。",
        "No consta ninguna actividad en marzo de 2026.",
    ];
    for (said, none) in nothing.iter().zip(none) {
        assert!(said.ends_with(&format!("{none}\n")) && !said.contains("##"), "{said}");
    }
}
