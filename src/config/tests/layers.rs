//! The stronger layer wins, and every value says which one that was.

use super::*;
use crate::config::Origin;
use crate::model::{Driver, SecretRef};

fn is(value: &str, origin: &str) -> (String, String) {
    (value.into(), origin.into())
}

#[test]
fn nothing_configured_is_a_configuration() {
    let world = World::new();
    let config = world.load().unwrap();
    assert_eq!(world.row(&config, "language"), is("zh-CN", "default"));
    assert_eq!(world.row(&config, "time-zone"), is("Asia/Shanghai", "default"));
    assert_eq!(world.row(&config, "jobs"), is("8", "default"));
    assert_eq!(config.targets().count(), 0);
    assert!(config.warnings.is_empty() && config.files.is_empty());
}

#[test]
fn each_layer_is_over_the_one_before() {
    let world = World::new();
    let key = |world: &World, vars: &[(&str, &str)], flags: &Flags| {
        let config = Config::load(&world.env(vars), flags).unwrap();
        world.row(&config, "operator")
    };
    let none = Flags::default();
    assert_eq!(key(&world, &[], &none), is("opsctl", "default"));
    assert_eq!(key(&world, &[("USER", "li")], &none), is("li", "USER"));
    let world = world.with("etc/opsctl.toml", "# c\noperator = \"etc\"\n");
    assert_eq!(key(&world, &[("USER", "li")], &none), is("etc", "etc/opsctl.toml:2"));
    let world = world.with("home/.config/opsctl/opsctl.toml", "operator = \"user\"");
    assert_eq!(key(&world, &[], &none), is("user", "home/.config/opsctl/opsctl.toml:1"));
    let world = world.with("site/opsctl.toml", "\n\noperator = \"site\"");
    assert_eq!(key(&world, &[], &none), is("site", "site/opsctl.toml:3"));
    assert_eq!(key(&world, &[("OPSCTL_OPERATOR", "env")], &none), is("env", "OPSCTL_OPERATOR"));
    let flags = Flags { operator: Some("flag".into()), ..Flags::default() };
    assert_eq!(key(&world, &[("OPSCTL_OPERATOR", "env")], &flags), is("flag", "--operator"));
    assert_eq!(world.load().unwrap().files.len(), 3);
}

#[test]
fn flag_then_variable_then_working_folder_names_the_site() {
    let world = World::new().with("site/opsctl.toml", "jobs = 1").with("a.toml", "jobs = 2").with("b.toml", "jobs = 3");
    let (a, b) = (world.path("a.toml"), world.path("b.toml"));
    let jobs = |vars: &[(&str, &str)], flag: Option<&str>| {
        let flags = Flags { config: flag.map(Into::into), ..Flags::default() };
        Config::load(&world.env(vars), &flags).map(|c| c.settings.jobs.value)
    };
    assert_eq!(jobs(&[], None), Ok(1));
    assert_eq!(jobs(&[("OPSCTL_CONFIG", &a)], None), Ok(2));
    assert_eq!(jobs(&[("OPSCTL_CONFIG", &a)], Some(&b)), Ok(3));
    assert_eq!(jobs(&[], Some("../b.toml")), Ok(3));
    assert_eq!(jobs(&[], Some(".")), Ok(1));
    let error = world.says(&jobs(&[], Some("none.toml")).unwrap_err(), Lang::En);
    assert!(error.contains("there is no configuration at site/none.toml") && error.contains("opsctl init"), "{error}");
    assert!(jobs(&[], Some("targets.d")).is_err());
}

#[test]
fn the_language_has_its_own_order() {
    let world = World::new();
    let lang = |world: &World, vars: &[(&str, &str)], lang: Option<Lang>| {
        let config = Config::load(&world.env(vars), &Flags { lang, ..Flags::default() }).unwrap();
        world.row(&config, "language")
    };
    assert_eq!(lang(&world, &[("LANG", "en_US.UTF-8")], None), is("en", "LANG"));
    assert_eq!(lang(&world, &[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], None), is("zh-CN", "default"));
    let world = world.with("site/opsctl.toml", "language = \"zh-CN\"");
    assert_eq!(lang(&world, &[("LANG", "en_US.UTF-8")], None), is("zh-CN", "site/opsctl.toml:1"));
    assert_eq!(lang(&world, &[("OPSCTL_LANG", "en")], None), is("en", "OPSCTL_LANG"));
    assert_eq!(lang(&world, &[("OPSCTL_LANG", "en")], Some(Lang::Zh)), is("zh-CN", "--lang"));
    let error = Config::load(&world.env(&[("OPSCTL_LANG", "fr")]), &Flags::default()).unwrap_err();
    assert!(world.says(&error, Lang::En).contains("OPSCTL_LANG : language cannot be \"fr\""));
}

#[test]
fn a_target_takes_from_itself_then_its_group_then_the_defaults() {
    let group = "[group.core]\ntags = [\"a\"]\nuser = \"reader\"\nstatement-timeout = 90\nowner = \"li\"\npassword = { env = \"PW\" }\n\
                 [group.core.limits.\"db.tablespace\"]\nwarn = 70\n[group.core.skip]\n\"db.x\" = \"none\"\n";
    let own = "[target.prod]\nkind = \"oracle\"\naddress = \"h:1/s\"\ngroup = \"core\"\ntags = [\"b\", \"a\"]\nowner = \"wu\"\n\
               limits.db.tablespace.crit = 95\nskip.db.y = \"later\"\n";
    let world = World::new()
        .with("site/opsctl.toml", "[defaults.oracle]\ndriver = \"thick\"\n[limits.\"db.tablespace\"]\nwarn = 80\ncrit = 90\n")
        .with("site/targets.toml", format!("{group}{own}"));
    let config = world.load().unwrap();
    let t = config.target("prod").unwrap();
    let connect = t.oracle().unwrap();
    assert_eq!((t.tags.join(" "), t.owner.as_str(), connect.user.as_str()), ("a b".into(), "wu", "reader"));
    assert_eq!((connect.driver, connect.connect_timeout_s, connect.statement_timeout_s), (Driver::Thick, 10, 90));
    assert_eq!(connect.password, Some(SecretRef::Env("PW".into())));
    assert_eq!(t.skip.keys().collect::<Vec<_>>(), ["db.x", "db.y"]);
    assert_eq!(world.row(&config, "target.prod.user"), is("reader", "site/targets.toml:3"));
    assert_eq!(world.row(&config, "target.prod.driver"), is("thick", "site/opsctl.toml:2"));
    assert_eq!(world.row(&config, "target.prod.connect-timeout"), is("10", "default"));
    assert_eq!(world.row(&config, "target.prod.password"), is("{ env = \"PW\" }", "site/targets.toml:6"));
    assert_eq!(world.row(&config, "target.prod.skip.\"db.x\""), is("none", "site/targets.toml:10"));

    let checks = [("warn".to_owned(), 85.0), ("crit".to_owned(), 96.0), ("days".to_owned(), 7.0)].into();
    let limits = config.limits_for(t, "db.tablespace", &checks);
    let text: Vec<_> = limits.iter().map(|(name, (n, from))| format!("{name} {n} {from}")).collect();
    assert_eq!(text, ["crit 95 target prod", "days 7 check", "warn 70 group core"]);
    assert_eq!(config.limits_for(t, "db.other", &checks)["warn"], (85.0, "check".into()));
    assert_eq!(t.limits["db.tablespace"]["warn"].to_string(), "70");
    assert_eq!(world.row(&config, "target.prod.limits.\"db.tablespace\".crit"), is("95", "site/targets.toml:17"));
    let keys: Vec<_> = config.limit_keys().into_iter().map(|k| format!("{} {}", k.check, k.name)).collect();
    assert_eq!(keys, ["db.tablespace crit", "db.tablespace warn", "db.tablespace warn", "db.tablespace crit"]);
    assert_eq!(config.skip_keys().into_iter().map(|k| k.value).collect::<Vec<_>>(), ["db.x", "db.y"]);
}

#[test]
fn paths_start_at_the_file_they_stand_in() {
    let world = World::new()
        .with("site/opsctl.toml", "data-dir = \"data\"\nchecks-dir = \"~/checks\"\ntargets = [\"targets.d/a*.toml\"]")
        .with("site/targets.d/a1.toml", target("a1", "wallet = \"/w\"\nlogs = { alert = \"./alert.log\" }"))
        .with("site/targets.d/a2.toml", target("a2", "").replace("{ file = \"secrets/a2\" }", "{ command = [\"bin/pw\", \"x/y\"] }"))
        .with("site/targets.d/b.toml", "not read")
        .with("site/targets.toml", "not read");
    let config = world.load().unwrap();
    assert_eq!(world.row(&config, "data-dir").0, "site/data");
    assert_eq!(world.row(&config, "checks-dir").0, "home/checks");
    assert_eq!(world.row(&config, "target.a1.password").0, "{ file = \"site/targets.d/secrets/a1\" }");
    assert_eq!(world.row(&config, "target.a1.wallet").0, "/w");
    assert_eq!(world.row(&config, "target.a1.logs.alert").0, "site/targets.d/alert.log");
    assert_eq!(world.row(&config, "target.a2.password").0, "{ command = [\"site/targets.d/bin/pw\", \"x/y\"] }");
    assert_eq!(config.files.len(), 3);
}

#[test]
fn a_variable_names_folders_too() {
    let world = World::new();
    let config = Config::load(&world.env(&[("OPSCTL_DATA", "d"), ("TNS_ADMIN", "/tns")]), &Flags::default()).unwrap();
    assert_eq!(world.row(&config, "data-dir"), is("site/d", "OPSCTL_DATA"));
    assert_eq!(world.row(&config, "defaults.oracle.tns-admin"), is("/tns", "TNS_ADMIN"));
    let mut env = world.env(&[]);
    env.uid = 1000;
    let config = Config::load(&env, &Flags::default()).unwrap();
    assert_eq!(world.row(&config, "data-dir"), is("home/.local/state/opsctl", "HOME"));
    env.uid = 0;
    let config = Config::load(&env, &Flags::default()).unwrap();
    assert_eq!(world.row(&config, "data-dir"), is("/var/lib/opsctl", "default"));
}

#[test]
fn the_clock_is_fixed_by_a_variable() {
    let world = World::new();
    let now = |text: &str| {
        let env = world.env(&[("OPSCTL_NOW", text)]);
        Config::load(&env, &Flags::default()).unwrap().ctx(&env).map(|ctx| ctx.local(ctx.now))
    };
    for text in ["2026-07-01T00:00:00Z", "2026-07-01 08:00:00", "2026-07-01T08:00+08:00", "2026-07-01T08:00[Asia/Shanghai]"] {
        assert_eq!(now(text).unwrap(), "2026-07-01 08:00:00", "{text}");
    }
    assert!(now("tomorrow").is_err());
    let ctx = world.load().unwrap().ctx(&world.env(&[])).unwrap();
    assert!(!ctx.now_fixed && ctx.zone_name == "Asia/Shanghai");
}

#[test]
fn zones_are_part_of_the_program() {
    assert!(jiff::tz::TimeZoneDatabase::bundled().get("Asia/Shanghai").is_ok());
    assert_eq!(Origin::Default.to_string(), "default");
}
