//! What must go, what must stay, and that nothing is found in what was masked.

use proptest::prelude::*;

use super::*;

fn rules() -> Rules {
    read("").unwrap().spare_tickets(["INC", "QX-"])
}

fn masked(text: &str) -> String {
    let rules = rules();
    let masked = mask(text, &rules);
    assert_eq!(find(&masked.text, &rules), [], "{text} → {}", masked.text);
    masked.text
}

/// 17 digits with their check digit, as GB 11643 says it: the weights are powers of two modulo 11.
fn resident(body: &str) -> String {
    let sum: u64 = body.bytes().zip((1..=17).rev()).map(|(digit, power)| u64::from(digit - b'0') * (1_u64 << power)).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

/// 17 signs with their check sign of GB 32100.
fn credit(body: &str) -> String {
    let alphabet: Vec<char> = ('0'..='9').chain('A'..='Z').filter(|c| !"IOSVZ".contains(*c)).collect();
    let worth = |c| alphabet.iter().position(|one| *one == c).unwrap() as u64;
    let sum: u64 = body.chars().zip(0..).map(|(c, i)| worth(c) * (3_u64.pow(i) % 31)).sum();
    format!("{body}{}", alphabet[((31 - sum % 31) % 31) as usize])
}

fn card(body: &str) -> String {
    (0..10).map(|check| format!("{body}{check}")).find(|card| proof::is_card(card.as_bytes())).unwrap()
}

fn wide(text: &str) -> String {
    text.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect()
}

/// `138******00`
fn ends(number: &str) -> String {
    format!("{}{}{}", &number[..3], "*".repeat(number.len() - 5), &number[number.len() - 2..])
}

#[test]
fn residents_go_in_every_form() {
    for body in ["54010219900101123", "11010519491231002", "91112419810803002"] {
        let id = resident(body);
        let gone = ends(&id);
        assert_eq!(masked(&id), gone);
        assert_eq!(masked(&format!("身份证{id}，已核对")), format!("身份证{gone}，已核对"));
        assert_eq!(masked(&format!("张三{id}的申报")), format!("张三{gone}的申报"), "Chinese text right beside it");
        assert_eq!(masked(&id.to_lowercase()), gone);
        assert_eq!(masked(&wide(&id)), gone, "full width");
        assert_eq!(masked(&format!("{} {} {}", &id[..6], &id[6..14], &id[14..])), gone);
        assert_eq!(masked(&format!("{}-{}-{}", &id[..6], &id[6..14], &id[14..])), gone);
        assert_eq!(masked(&format!("查 {}\r\n  {} 无果", &id[..10], &id[10..])), format!("查 {gone} 无果"), "a broken line");
        assert_eq!(masked(&format!("sfz{id}abc")), format!("sfz{gone}abc"));
    }
    assert_eq!(masked("旧证 540102900101123。"), "旧证 540**********23。");
    assert_eq!(
        masked("身份证号：540102199001011230，输错一位"),
        "身份证号：540*************30，输错一位",
        "the word tells, not the check digit"
    );
}

#[test]
fn taxpayers_and_cards_go() {
    let code = credit("91540000MA6T1ABC0");
    let card = card("622202123456789012");
    for text in [code.clone(), code.to_lowercase(), wide(&code), format!("{} {}", &code[..8], &code[8..])] {
        assert_eq!(masked(&format!("该企业{text}申报失败")), format!("该企业{}申报失败", ends(&code)));
    }
    assert_eq!(masked("纳税人识别号：540100710910032"), "纳税人识别号：540**********32");
    assert_eq!(masked("税号 54010219900101123X01"), "税号 540***************01", "of a single trader");
    let spaced: Vec<&str> = (0..card.len()).step_by(4).map(|i| &card[i..card.len().min(i + 4)]).collect();
    for text in [card.clone(), spaced.join(" "), spaced.join("-"), wide(&card)] {
        assert_eq!(masked(&format!("扣款卡{text}")), format!("扣款卡{}", ends(&card)));
    }
    assert_eq!(masked("银行账号：1234567890"), "银行账号：***");
}

#[test]
fn telephones_go() {
    for text in ["13800138000", "138-0013-8000", "138 0013 8000", "1380 013 8000", "１３８００１３８０００", "138\u{3000}0013\u{3000}8000"]
    {
        assert_eq!(masked(text), "138******00");
        assert_eq!(masked(&format!("请拨{text}找张工")), "请拨138******00找张工");
    }
    assert_eq!(masked("+8613800138000、+86 138 0013 8000、0086-13800138000"), "+86138******00、+86 138******00、0086-138******00");
    assert_eq!(masked("请联系1380013\n8000"), "请联系138******00");
    assert_eq!(masked("tel13800138000wx"), "tel138******00wx");
    assert_eq!(masked("1.13800138000\n2.13900139000"), "1.138******00\n2.139******00", "a numbered list is no fraction");
    assert_eq!(masked("13800138000 13900139000,13700137000"), "138******00 139******00,137******00");
    assert_eq!(masked("办公室0891-6834567，(0891)6834568，010 6834 4567-801"), "办公室*********67，(*********68，************01");
    assert_eq!(masked("电话：6834567 传真 68345678"), "电话：*****67 传真 ******78");
}

#[test]
fn accounts_and_secrets_go() {
    for (text, gone) in [
        ("账号：zhangsan，密码：Hx@2026!", "账号：***，密码：***"),
        ("用户名密码：scott/tiger", "用户名密码：***"),
        ("帐号 zhangsan 密码 abc123 登录失败", "帐号 *** 密码 *** 登录失败"),
        ("密　码：abc登录不上", "密　码：***登录不上"),
        ("密码已改为Tax#2026，请尽快修改", "密码已改为Tax#2026，请尽快修改"),
        ("密码改为Tax#2026，请尽快修改", "密码改为***，请尽快修改"),
        ("密码（必填）：abc123", "密码（必填）：***"),
        ("密码abc123不对", "密码***不对"),
        ("username=tax_app&password=p%40ss&x=1", "username=***&password=***&x=1"),
        ("user: tax_app; pwd: x,y;z", "user: ***; pwd: ***"),
        (r#"{"userName": "tax_app", "password": "a b\c"}"#, r#"{"userName": "***", "password": "***"}"#),
        ("<password-encrypted>{AES}k2/x=</password-encrypted>", "<password-encrypted>***</password-encrypted>"),
        ("<ns:password>abc</ns:password>", "<ns:password>***</ns:password>"),
        ("sqlplus tax/Hx_2026@orcl as sysdba", "sqlplus ***/***@orcl as sysdba"),
        (r#"sqlplus -s tax/"p@ss/w"@//db1:1521/hx"#, r"sqlplus -s ***/***@//db1:1521/hx"),
        ("exp userid=scott/tiger file=a.dmp", "exp userid=*** file=a.dmp"),
        ("conn scott/tiger", "conn ***/***"),
        ("jdbc:oracle:thin:scott/tiger@//db1:1521/hx", "jdbc:oracle:thin:***/***@//db1:1521/hx"),
        ("alter user tax identified by Hx2026;", "alter user tax identified by ***;"),
        (r"IDENTIFIED BY VALUES 'S:8F1A'", "IDENTIFIED BY VALUES '***'"),
        ("http://admin:we1come@console/em", "http://***:***@console/em"),
        ("git clone ssh://git@host/x", "git clone ssh://***@host/x"),
        ("mysql -uroot -pS3cret hx", "mysql -uroot -p*** hx"),
        ("sshpass -p 'S3 cret' ssh host", "sshpass -p '***' ssh host"),
        ("curl -u admin:x https://h/", "curl -u *** https://h/"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----\n以上", "***\n以上"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE\n被截断", "***\n被截断"),
    ] {
        assert_eq!(masked(text), gone);
    }
}

#[test]
fn names_go() {
    for (text, gone) in [
        ("纳税人名称：西藏某某（拉萨）贸易有限公司，申报失败", "纳税人名称：***，申报失败"),
        ("企业名称:某某公司 税号:540100710910032", "企业名称:*** 税号:540**********32"),
        ("法定代表人：洛桑·次仁旺堆身份证号：540102199001011230", "法定代表人：***身份证号：540*************30"),
        ("姓　名：张三", "姓　名：***"),
        ("姓名 张三，男", "姓名 ***，男"),
        ("姓名: Zhang San, age", "姓名: ***, age"),
        ("企业名称为西藏某某公司的", "企业名称为***"),
    ] {
        assert_eq!(masked(text), gone);
    }
}

#[test]
fn addresses_go_where_wanted() {
    let text = "服务器10.128.3.17:1521、fe80::1c2:3ff:fe04:5，邮箱zhang.san@tax.gov.cn";
    assert_eq!(masked(text), "服务器10.*.*.*:1521、***，邮箱***");
    let rules = read("ip = false\nemail = false").unwrap();
    assert_eq!(find(text, &rules), []);
}

#[test]
fn all_else_stays() {
    let mut digest = String::new();
    for i in 0..4096_u32 {
        digest.push_str(&format!("{:08x}", i.wrapping_mul(2_654_435_761)));
        digest.push(if i % 8 == 7 { '\n' } else { 'f' });
    }
    for text in [
        "INC13800138000 与 QX-13800138001、inc_13800138002 重复",
        "工单 T2026112600001 于 2026-11-26 13:11:23 关闭，耗时 00:45:10",
        "2026年11月26日，20261126131102123，1732600000000，2026/11/26T08:30:00+08:00",
        "ORA-01555 ORA-00600: [kcbz_check_objd_typ], [17179869184], TNS-12541, WLS-000000, BEA-141281, OGG-01028",
        "Oracle 11.2.0.4、19.3.0.0.0，WebLogic 版本 10.3.6.0，jdk-10.0.2.1，第1.1.5.4条",
        "金额 1,234,567,890.12 元，13800138000.25，13800138000元，13800138000 字节，SCN 13800138001，size=13900000001",
        "sga_target 17179869184，18253611008 bytes",
        "db.tablespace host.memory db.backup.rman",
        "电话 12366 转 2，热线 400-810-0000",
        "用户名不存在；密码错误；密码已过期；密码为空；密码为8位；密码：错误；密码 ORA-28001；账号 ORA-28000 locked",
        "password expired; the user said no; PASSWORD_LIFE_TIME = 180; login as sysdba",
        "姓名不能为空，企业名称：未填写，单位名称 变更报错，法定代表人变更",
        "127.0.0.1 0.0.0.0 255.255.255.0 std::vec a::b 00:1a:2b:3c:4d:5e",
        "ssh -p 22 host; mkdir -p /a/b; mysql -p hx; sqlplus / as sysdba; exp/imp; @script.sql; a/b/c@d",
        "123456789012345 1234567890123456 2026112613110212 540102199001011230",
        "1390\n1234567\n1391\n7654321",
        "550e8400-e29b-41d4-a716-446655440000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
        "138******00 540*************30 ***",
        &digest,
    ] {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn one_value_looks_the_same_everywhere_and_is_counted() {
    let text = "手机13800138000；138-0013-8000；+86 138 0013 8000；密码：x1；密码=y2";
    let masked = mask(text, &rules());
    assert_eq!(masked.text, "手机138******00；138******00；+86 138******00；密码：***；密码=***");
    assert_eq!(masked.hits, BTreeMap::from([(Kind::Mobile, 3), (Kind::Password, 2)]));
}

#[test]
fn a_site_adds_its_own_and_spares_its_own() {
    let rules = read(
        r#"
terms    = ["某某公司", "某某公司拉萨分公司", "Acme (Tibet)"]
patterns = ['XZ-[0-9]{6}', '^内部.*$']
allow    = ["13800138000", "admin@tax.example"]
"#,
    )
    .unwrap();
    let text = "某某公司拉萨分公司与acme (tibet)的XZ-123456\n内部资料\n13800138000 13900139000 admin@tax.example";
    assert_eq!(mask(text, &rules).text, "***与***的***\n***\n13800138000 139******00 admin@tax.example");
}

#[test]
fn all_faults_of_a_file_are_told_by_line() {
    let why = |text: &str| read(text).unwrap_err().into_iter().map(|fault| (fault.line, fault.why)).collect::<Vec<_>>();
    let found = why("terms = [\n  \"好的\",\n  \"a\",\n]\npatterns = [\n  '[',\n  'x*',\n  '(?P<n>x)',\n]\n");
    assert_eq!((found.len(), found[0].clone(), found[2].clone()), (3, (3, Why::Short), (7, Why::Empty)));
    assert!(matches!(&found[1], (6, Why::Pattern(_))), "{found:?}");
    assert!(matches!(why("terms = []\nterm = []").as_slice(), [(2, Why::Syntax(_))]));
    assert!(matches!(why("ip = 3").as_slice(), [(1, Why::Syntax(_))]));
}

/// Pieces that meet in texts, so that each may stand beside each.
fn piece() -> impl Strategy<Value = String> {
    let fixed = [
        "身份证号：",
        "纳税人识别号",
        "密码：",
        "password=",
        "账号 ",
        "姓名：",
        "企业名称:",
        "电话",
        "user:",
        "identified by ",
        "sqlplus ",
        "mysql -p",
        "://",
        "@",
        "/",
        ":",
        "-",
        "\n",
        " ",
        "\r\n  ",
        "，",
        "(",
        "）",
        "\"",
        "'",
        "***",
        "13800138000",
        "138-0013-8000",
        "0891-6834567",
        "10.1.2.30",
        "fe80::1",
        "a.b@c.cn",
        "scott/tiger@db",
        "540102900101123",
        "６２",
        "Ｘ",
        "ORA-01555",
        "INC",
        "元",
        "-----BEGIN PRIVATE KEY-----",
        "张三",
        "<password>",
        "\u{3000}",
        "é",
        "😀",
        "为",
        "***@***",
        "*",
    ];
    prop_oneof![
        4 => prop::sample::select(fixed.to_vec()).prop_map(str::to_owned),
        1 => "[0-9]{1,20}",
        1 => "[0-9A-Za-z*]{1,12}",
        1 => "[1-6][0-9]{5}(19|20)[0-9]{2}0[1-9][12][0-8][0-9]{3}".prop_map(|body| resident(&body)),
        1 => "91[0-9]{6}[0-9A-H]{9}".prop_map(|body| credit(&body)),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_is_found_in_what_was_masked(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        let rules = read("terms = ['138', '三，']\npatterns = ['[a-c]{2}\\*']").unwrap();
        for rules in [&rules, &super::tests::rules()] {
            let once = mask(&text, rules);
            prop_assert_eq!(find(&once.text, rules), vec![]);
            prop_assert_eq!(&mask(&once.text, rules).text, &once.text);
            let hits = find(&text, rules);
            prop_assert!(hits.windows(2).all(|two| two[0].range.end <= two[1].range.start));
            prop_assert!(hits.iter().all(|hit| text.get(hit.range.clone()).is_some_and(|value| !value.is_empty())));
        }
    }

    #[test]
    fn a_number_is_found_wherever_it_stands(before in "[\u{4e00}-\u{9fff}，。 ]{0,5}", after in "[\u{4e00}-\u{9fff}，。]{0,5}", body in "54[0-9]{4}(19|20)[0-9]{2}0[1-9][12][0-8][0-9]{3}") {
        let id = resident(&body);
        let text = format!("{before}{id}{after}");
        prop_assert_eq!(find(&text, &rules()), vec![Hit::new(before.len()..before.len() + 18, Kind::ResidentId)]);
    }
}

/// Of each sort of text, and of those that would make a careless search go back and forth.
#[test]
fn time_grows_with_the_text_alone() {
    let rules = rules();
    for (name, piece) in [
        ("report", "11月26日 10:15 纳税人反映申报失败，报ORA-01555，手机13800138000，10.1.2.30，版本19.3.0.0，密码：abc123。\n"),
        ("log", "2026-11-26 13:11:23.123 <Info> thread=12 took 15 ms rows=1234567 a/b@c d.e@f.cn 0x1f\n"),
        ("digits", "1 "),
        ("one", "7"),
        ("signs", "@/:.-'\"(<"),
        ("words", "密码：姓名：user:"),
        ("quotes", "密码：\""),
        ("keys", "-----BEGIN PRIVATE KEY-----\n"),
        ("letters", "a"),
    ] {
        let size = 100_000;
        let text = piece.repeat(size / piece.len());
        let began = std::time::Instant::now();
        let hits = find(&text, &rules).len();
        let took = began.elapsed();
        println!("SPEED {name}: {hits} hits, {:.0} MB/s", size as f64 / 1e6 / took.as_secs_f64());
        assert!(took.as_secs() < 20, "{name}: {took:?}");
    }
}
