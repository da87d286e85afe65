//! Settings in the formats that servers of tax bureaus have.

use std::path::PathBuf;

use super::*;
use crate::links::probe::{ConfigFact, Trouble};
use crate::model::Lang;

struct File {
    dir: tempfile::TempDir,
    name: &'static str,
}

fn file(name: &'static str, content: impl AsRef<[u8]>) -> File {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(name), content).unwrap();
    File { dir, name }
}

impl File {
    fn look(&self, key: &str, value: &str) -> ConfigFact {
        let probe = Probe::Config { path: self.name.into(), key: key.into(), value: value.into() };
        let probe = serde_json::to_string(&probe).unwrap();
        let seen = super::look(&probe, self.dir.path(), &Since::Nothing, 60_000);
        match seen.told {
            Told::Config(fact) => fact,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn has(&self, key: &str, value: &str) {
        assert_eq!(self.look(key, value), ConfigFact::Is { value: Some(value.into()) }, "{key}");
    }
}

fn other(found: &str, expected: &str) -> ConfigFact {
    ConfigFact::Other { found: Some(found.into()), expected: Some(expected.into()) }
}

#[test]
fn properties_are_read_as_java_reads_them() {
    let text = r"# port=1
! port=2
server.port = 8080
server.port:8081
name\ with\:signs   a value # with all
   indented=yes
list=a,\
     b,\
     c
even=ends with \\
title=\u7A0E\u52A1\u5C40 \uD83D\uDE00\t|
empty=
alone
trailing=8080 
tail=x\";
    let all = file("app.properties", text);
    all.has("server.port", "8081");
    all.has("name with:signs", "a value # with all");
    all.has("indented", "yes");
    all.has("list", "a,b,c");
    all.has("even", r"ends with \");
    all.has("empty", "");
    all.has("alone", "");
    all.has("tail", "x");
    assert_eq!(all.look("title", "税务局 😀\t|"), ConfigFact::Is { value: Some("税务局 😀 |".into()) });
    assert_eq!(all.look("trailing", "8080"), other("8080 ", "8080"));
    assert_eq!(all.look("port", "1"), ConfigFact::Absent { key: "port".into() });
    assert_eq!(all.look("server.port", "9").say(Lang::Zh), "值为“8081”，应为“9”");
    // \u with other than four digits is nothing that a file has; it breaks nothing.
    file("b.properties", "a=\\u12\nb=\\uZZZZ\nc=\\u税务\nd=\\").has("b", "uZZZZ");
}

#[test]
fn text_is_read_in_the_encoding_that_it_has() {
    let gbk = encoding_rs::GBK.encode("name=征管\r\nport=80\r\n").0.into_owned();
    file("a.properties", &gbk).has("name", "征管");
    file("a.properties", &gbk).has("port", "80");
    // Properties of old are Latin-1 by their definition.
    file("a.properties", b"name=caf\xe9 \xfc").has("name", "café ü");
    file("a.properties", "\u{feff}name=征管").has("name", "征管");
    let utf16: Vec<u8> = "\u{feff}name=征管\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    file("a.properties", utf16).has("name", "征管");
    let xml = encoding_rs::GBK.encode("<?xml version=\"1.0\" encoding='GBK'?><a><b>征管</b></a>").0.into_owned();
    file("a.xml", xml).has("a/b", "征管");
}

#[test]
fn ini_has_sections() {
    let text = "top=0\n[mysqld]\n; port=1\nport = 3306\nbind-address: 127.0.0.1\n[client/a]\nport=3307\n[mysqld]\nport=3308\n[ web ]\nListen 127.0.0.1:80\nurl = http://a: 8/?x=1\nkey with blanks = 1\n";
    let all = file("my.cnf", text);
    all.has("top", "0");
    all.has("mysqld/port", "3308");
    all.has("mysqld/bind-address", "127.0.0.1");
    all.has("client/a/port", "3307");
    all.has("web/Listen", "127.0.0.1:80");
    all.has("web/url", "http://a: 8/?x=1");
    all.has("web/key with blanks", "1");
    assert_eq!(all.look("port", "3306"), ConfigFact::Absent { key: "port".into() });
    assert_eq!(all.look("none/port", "3306"), ConfigFact::Absent { key: "none/port".into() });
    // By what is in it, where the name tells nothing.
    file("hx.service", "# unit\n[Service]\nUser=hx\n").has("Service/User", "hx");
    file("settings", "<a b='1'/>").has("a/@b", "1");
    file("settings", "a: 1").has("a", "1");
}

#[test]
fn variables_of_a_shell() {
    let all = file(
        "setenv.sh",
        "#!/bin/sh\nexport JAVA_HOME=\"/opt/jdk 8\" # here\nMODE='prod'\n#MODE=test\nPORT=80\n  PORT=8080 # later\nOPTS=$OPTS:-Xmx2g\nLD =x\n",
    );
    all.has("JAVA_HOME", "/opt/jdk 8");
    all.has("MODE", "prod");
    all.has("PORT", "8080");
    all.has("OPTS", "$OPTS:-Xmx2g");
    file(".env.prod", "A=b=c").has("A", "b=c");
}

#[test]
fn xml_is_read_by_a_path() {
    let text = "<?xml version='1.0'?><!DOCTYPE Server [<!ENTITY x 'y'>]>
        <Server port=\"8005\"><!-- <Connector port='1'/> -->
        <Service name='other'/>
        <Service name='a &amp; b'><Connector protocol='AJP'/><Connector port='8080'/><Connector port='8081'/></Service>
        <p:title> a &lt; b &#x7A0E; &x;<i>not this</i><![CDATA[ <c> ]]></p:title><empty/>
        </Server>";
    let all = file("server.xml", text);
    all.has("Server/@port", "8005");
    all.has("Server/Service/Connector/@port", "8080");
    all.has("Server/Service/@name", "other");
    all.has("Server/title", "a < b 税 &x; <c>");
    all.has("/Server/p:title", "a < b 税 &x; <c>");
    all.has("Server/empty", "");
    for path in ["Server/Connector/@port", "Server/@none", "Service/@name", "Server/Service/Connector/@secure", "", "@port"] {
        assert!(matches!(all.look(path, "8080"), ConfigFact::Absent { .. }), "{path}");
    }
    for broken in ["<a b='1'>", "<a b='1'></b>", "", "<a b='1'/><", "<a b=1/>", &("<a>".repeat(500) + &"</a>".repeat(500))] {
        let fact = file("x.xml", broken).look("a/@b", "1");
        assert!(matches!(fact, ConfigFact::Broken { .. }), "{broken}: {fact:?}");
    }
}

#[test]
fn secrets_are_compared_and_never_told() {
    let text = "spring.datasource.password=S3cr3t\njdbc.pwd=S3cr3t\napi-key=S3cr3t\nurl=jdbc:oracle:thin:hx/S3cr3t@//db:1521/hx\nmail=smtp://hx:S3cr3t@mail\nlink=a?token=S3cr3t\nuser=hx@example.com\n";
    let all = file("a.properties", text);
    for (key, value) in
        [("spring.datasource.password", "S3cr3t"), ("jdbc.pwd", "S3cr3t"), ("api-key", "S3cr3t"), ("mail", "smtp://hx:S3cr3t@mail")]
    {
        assert_eq!(all.look(key, value), ConfigFact::Is { value: None }, "{key}");
    }
    for key in ["spring.datasource.password", "jdbc.pwd", "api-key", "url", "mail", "link"] {
        let fact = all.look(key, "An0ther");
        assert_eq!(fact, ConfigFact::Other { found: None, expected: None }, "{key}");
        assert!(!format!("{fact:?}{}{}", fact.say(Lang::Zh), fact.say(Lang::En)).contains("S3cr3t"));
    }
    all.has("user", "hx@example.com");
    let xml = file("a.xml", "<beans><bean><property name='password' value='S3cr3t'/></bean><Resource password='S3cr3t' url='x'/></beans>");
    assert_eq!(xml.look("beans/bean/property/@value", "x"), ConfigFact::Other { found: None, expected: None });
    assert_eq!(xml.look("beans/Resource/@password", "S3cr3t"), ConfigFact::Is { value: None });
}

#[test]
fn what_is_not_read_is_told_and_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let look = |path: &str| {
        super::look(
            &format!("{{\"kind\":\"config\",\"path\":\"{path}\",\"key\":\"a\",\"value\":\"1\"}}"),
            dir.path(),
            &Since::Nothing,
            60_000,
        )
    };
    let seen = look("none.properties");
    assert_eq!(seen.told, Told::Config(ConfigFact::Unread { why: Trouble::Absent }));
    assert!(seen.ms < 1000);
    std::fs::write(dir.path().join("application.yml"), "a: 1\n").unwrap();
    let seen = look("application.yml");
    assert_eq!(seen.told, Told::Config(ConfigFact::Format { name: "application.yml".into() }));
    assert!(!seen.told.is_judged());
    assert!(matches!(look(".").told, Told::Config(ConfigFact::Unread { why: Trouble::Other(_) })));
    std::fs::write(dir.path().join("big.properties"), vec![b'#'; (4 << 20) + 1]).unwrap();
    assert!(matches!(look("big.properties").told, Told::Config(ConfigFact::Unread { why: Trouble::Other(_) })));
    let absolute: PathBuf = dir.path().join("b.properties");
    std::fs::write(&absolute, "a=1").unwrap();
    assert!(look(absolute.to_str().unwrap()).ok);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..100), marked in "[a-c<>/@='\"\\\\u0-9:\\[\\]# \n&;税-]{0,60}", key in "[ab/@:]{0,6}") {
        for name in ["a.properties", "a.ini", "a.xml", "a.sh", "a"] {
            for content in [bytes.as_slice(), marked.as_bytes()] {
                let _ = file(name, content).look(&key, "1").say(Lang::Zh);
            }
        }
    }
}
