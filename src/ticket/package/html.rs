//! A ticket as one page that any browser and WPS open without anything beside it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Lang;
use crate::model::ticket::{Field, FieldKind, Ticket};

const STYLE: &str = "body{font-family:SimSun,serif;margin:2em;max-width:60em}h1{font-size:1.3em}table{border-collapse:collapse;width:100%;\
margin:0 0 1em}th,td{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#eee;width:9em;\
font-weight:normal}td{white-space:pre-wrap;word-break:break-all}";

/// The page, in Chinese, with times of a zone.
#[must_use]
pub fn html(ticket: &Ticket, zone: &TimeZone) -> String {
    let at = |time: Timestamp| time.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let mut page = String::with_capacity(4096);
    page += "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>";
    escape(&mut page, &ticket.no);
    page += "</title><style>";
    page += STYLE;
    page += "</style></head><body>\n<h1>问题单 ";
    escape(&mut page, &ticket.no);
    page += "</h1>\n<table>\n";
    let status = ticket.status().map_or("", |status| status.to(Lang::Zh));
    row(&mut page, "状态", &format!("{status}（第 {} 轮，{}）", ticket.round(), ticket.side.to(Lang::Zh)));
    row(&mut page, "登记时间", &at(ticket.opened));
    for field in Field::ALL {
        let value = ticket.get(*field);
        if value.is_empty() {
            continue;
        }
        let shown = match field.kind() {
            FieldKind::Time => ticket.time(*field).map_or_else(|| value.to_owned(), at),
            _ => field.shown(value, Lang::Zh),
        };
        row(&mut page, field.to(Lang::Zh), &shown);
    }
    page += "</table>\n";
    let list = |page: &mut String, title: &str, rows: Vec<[String; 3]>| {
        if rows.is_empty() {
            return;
        }
        *page += "<h2>";
        escape(page, title);
        *page += "</h2>\n<table>\n";
        for [a, b, c] in rows {
            *page += "<tr>";
            for cell in [&a, &b, &c] {
                *page += "<td>";
                escape(page, cell);
                *page += "</td>";
            }
            *page += "</tr>\n";
        }
        *page += "</table>\n";
    };
    let course = ticket.course.iter().map(|one| [at(one.since), one.status.to(Lang::Zh).to_owned(), one.author.clone()]);
    list(&mut page, "办理过程", course.collect());
    let notes = ticket.notes.iter().map(|note| {
        let mark = note.mark.map_or("", |mark| mark.to(Lang::Zh));
        let text = if mark.is_empty() || note.text.is_empty() { format!("{mark}{}", note.text) } else { format!("{mark}：{}", note.text) };
        [at(note.at), text, note.author.clone()]
    });
    list(&mut page, "记录", notes.collect());
    list(
        &mut page,
        "附件",
        ticket.files.iter().map(|file| [file.name.clone(), format!("{} 字节", file.size), file.sha256.clone()]).collect(),
    );
    page += "</body></html>\n";
    page
}

fn row(page: &mut String, label: &str, value: &str) {
    *page += "<tr><th>";
    escape(page, label);
    *page += "</th><td>";
    escape(page, value);
    *page += "</td></tr>\n";
}

fn escape(page: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => *page += "&amp;",
            '<' => *page += "&lt;",
            '>' => *page += "&gt;",
            '"' => *page += "&quot;",
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => page.push(c),
        }
    }
}
