//! What a file says, and what is wrong with it and where.

use jiff::civil::date;

use super::text;
use crate::calendar::{HourSets, Layer, MOST_BYTES, Status, Why, national, read};

/// Each fault as its words.
fn faults(bytes: impl AsRef<[u8]>) -> Vec<String> {
    read("x", bytes.as_ref()).unwrap_err().iter().map(ToString::to_string).collect()
}

fn one(keys: &str, days: &str) -> Vec<String> {
    faults(text(2026, keys, days))
}

#[test]
fn holiday_cn_is_read_as_it_is() {
    let text = r#"{"$schema": "https://x/schema.json", "$id": "https://x/2023.json", "year": 2023, "papers": ["http://www.gov.cn/x.htm"],
        "days": [{"name": "元旦", "date": "2022-12-31", "isOffDay": true}, {"name": "春节", "date": "2023-01-28", "isOffDay": false}]}"#;
    let file = read("2023.json", text.as_bytes()).unwrap();
    assert_eq!((file.year, file.layer, file.status), (2023, Layer::National, Status::Official));
    assert_eq!(file.source.as_deref(), Some("http://www.gov.cn/x.htm"));
    assert!(file.days[&date(2022, 12, 31)].is_off && !file.days[&date(2023, 1, 28)].is_off);
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    assert_eq!(read("2023.json", &marked).unwrap().days, file.days, "Notepad's mark is no fault");
}

#[test]
fn our_own_keys_are_read() {
    let keys = r#""layer": "region", "region": "拉萨", "status": "provisional", "source": "市政府办公室通知","#;
    let file = read("x", text(2026, keys, "-2026-02-18").as_bytes()).unwrap();
    assert_eq!((file.layer, file.status), (Layer::Region, Status::Provisional));
    assert_eq!((file.region.as_deref(), file.source.as_deref()), (Some("拉萨"), Some("市政府办公室通知")));
}

#[test]
fn an_empty_list_is_a_file_that_knows_nothing() {
    assert!(read("2027.json", br#"{"year": 2027, "papers": [], "days": []}"#).unwrap().days.is_empty());
    assert_eq!(faults(r#"{"year": 2027, "papers": []}"#), ["line 1 column 28: missing field `days`"]);
}

#[test]
fn every_fault_is_told_with_its_place() {
    assert_eq!(one("", "-2026-02-30"), ["days[0] 2026-02-30: not a date YYYY-MM-DD"]);
    assert_eq!(one("", "-2024-12-31"), ["days[0] 2024-12-31: neither in 2026 nor in the year before"]);
    assert_eq!(one("", "-2026-02-16 -2026-02-17 +2026-02-16"), ["days[2] 2026-02-16: another verdict than in days[0]"]);
    assert_eq!(one(r#""layer": "weekend","#, ""), ["layer: not one of national region org duty"]);
    assert_eq!(one(r#""layer": "region","#, ""), ["region: a file of the layer region names its region"]);
    assert_eq!(one(r#""region": "拉萨","#, ""), ["region: a national file has no region"]);
    assert_eq!(one(r#""status": "","source": "\u001b[2J","#, "-2025-13-01").len(), 3, "all at once");
    assert_eq!(faults(r#"{"year": 20260, "days": []}"#), ["year: not a year of 1949 to 2200"]);
    let odd = ["2026-2-3", "20260203", "2026-02-03T00:00", "２026-02-03", ""];
    for date in odd {
        let text = format!(r#"{{"year": 2026, "days": [{{"name": "x", "date": "{date}", "isOffDay": true}}]}}"#);
        assert!(faults(text)[0].ends_with("not a date YYYY-MM-DD"), "{date}");
    }
}

#[test]
fn a_key_that_is_not_known_is_a_fault_for_it_may_be_a_misspelt_layer() {
    assert!(one(r#""layr": "region","#, "")[0].contains("unknown field `layr`"));
    assert!(one(r#""year": 2027,"#, "")[0].contains("duplicate field `year`"));
    assert!(faults(r#"{"year": 2026, "days": [{"name": "x", "date": "2026-01-01"}]}"#)[0].contains("missing field `isOffDay`"));
}

#[test]
fn a_festival_told_twice_keeps_both_names() {
    let text = r#"{"year": 2025, "days": [{"name": "国庆节", "date": "2025-10-06", "isOffDay": true}, {"name": "中秋节", "date": "2025-10-06", "isOffDay": true}]}"#;
    assert_eq!(read("x", text.as_bytes()).unwrap().days[&date(2025, 10, 6)].name, "国庆节、中秋节");
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let whole = text(2026, r#""source": "国务院办公厅","#, "+2026-02-14 -2026-02-15..23");
    for end in 0..whole.len() {
        let fault = read("x", &whole.as_bytes()[..end]).unwrap_err();
        assert_eq!(fault[0].why, Why::Cut, "{end}");
    }
    assert!(faults(whole + "{}")[0].contains("trailing characters"));
}

#[test]
fn other_encodings_and_sizes_are_named() {
    let whole = text(2026, "", "+2026-02-14");
    assert_eq!(faults(encoding_rs::GBK.encode(&whole).0), ["file: not UTF-8 but GBK"]);
    assert_eq!(
        faults([b"\xff\xfe".to_vec(), whole.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()),
        ["file: not UTF-8 but UTF-16"]
    );
    assert_eq!(faults(b"\x00\xff\x81"), ["file: not UTF-8 but binary"]);
    assert_eq!(faults(vec![b' '; MOST_BYTES + 1]), ["file: larger than 1048576 bytes"]);
    assert!(faults("[".repeat(100_000))[0].starts_with("line 1"), "depth is bounded");
}

fn hours(json: &str) -> Result<HourSets, String> {
    match read("x", text(2026, &format!(r#""layer": "org", "hours": {json},"#), "").as_bytes()) {
        Ok(file) => Ok(file.hours.unwrap()),
        Err(faults) => Err(faults[0].to_string()),
    }
}

#[test]
fn summer_and_winter_have_their_hours() {
    let sets = hours(
        r#"[{"name": "夏季", "from": "05-01", "to": "09-30", "open": ["09:30-13:00", "15:30-18:30"]},
            {"name": "冬季", "from": "10-01", "to": "04-30", "open": ["09:30-13:00", "15:00-18:00"]}]"#,
    )
    .unwrap();
    let name = |month, day| sets.on(date(2026, month, day)).unwrap().name.clone().unwrap();
    assert_eq!([name(4, 30), name(5, 1), name(9, 30), name(10, 1), name(2, 28)], ["冬季", "夏季", "夏季", "冬季", "冬季"]);
    let summer = &sets.on(date(2026, 7, 1)).unwrap().hours;
    assert_eq!(summer.intervals().iter().map(ToString::to_string).collect::<Vec<_>>(), ["09:30-13:00", "15:30-18:30"]);
    assert_eq!(summer.minutes(), 390);
}

#[test]
fn hours_leave_no_day_out_and_none_twice() {
    let set = |season: &str| format!(r#"{{{season} "open": ["09:00-17:00"]}}"#);
    let (summer, usual) = (set(r#""from": "05-01", "to": "09-30","#), set(""));
    assert!(hours(&format!("[{summer}, {usual}]")).is_ok());
    assert_eq!(hours(&format!("[{summer}]")).unwrap_err(), "hours: no hours for 01-01");
    assert_eq!(hours(&format!("[{usual}, {usual}]")).unwrap_err(), "hours[1]: a second set without a season");
    let winter = set(r#""from": "10-01", "to": "05-01","#);
    assert_eq!(hours(&format!("[{summer}, {winter}]")).unwrap_err(), "hours: 05-01 is in two seasons");
    assert_eq!(hours(&format!("[{}]", set(r#""from": "02-30", "to": "05-01","#))).unwrap_err(), "hours[0]: not a day of the year MM-DD");
    assert_eq!(hours(&format!("[{}]", set(r#""from": "02-01","#))).unwrap_err(), "hours[0]: a season has both from and to");
}

#[test]
fn intervals_ascend_and_do_not_overlap() {
    let open = |list: &str| hours(&format!(r#"[{{"open": {list}}}]"#)).map(|_| ()).unwrap_err();
    assert_eq!(open("[]"), "hours[0].open: no interval");
    assert_eq!(open(r#"["09:00-12:00", "11:59-18:00"]"#), "hours[0].open[1]: begins before the interval before it ends");
    assert_eq!(open(r#"["14:00-18:00", "09:00-12:00"]"#), "hours[0].open[1]: begins before the interval before it ends");
    for wrong in ["12:00-09:00", "09:00-09:00", "9:00-12:00", "09:00-24:01", "09:60-12:00", "09:00–12:00", "09:00", "+9:00-12:00", ""] {
        assert_eq!(open(&format!(r#"["09:00-10:00", "{wrong}"]"#)), "hours[0].open[1]: not HH:MM-HH:MM within a day", "{wrong}");
    }
    assert!(hours(r#"[{"open": ["00:00-12:00", "12:00-24:00"]}]"#).is_ok(), "the whole day");
}

#[test]
fn what_is_built_in_is_whole() {
    let files = national().unwrap();
    let counts = files.iter().map(|file| (file.year, file.days.len(), file.days.values().filter(|day| day.is_off).count()));
    assert_eq!(counts.collect::<Vec<_>>(), [(2023, 34, 27), (2025, 33, 28), (2026, 39, 33)]);
    assert!(files.iter().all(|file| file.source.is_some() && file.status == Status::Official && file.layer == Layer::National));
}
