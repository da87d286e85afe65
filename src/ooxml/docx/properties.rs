//! What a document says of itself: title and time, and where it comes from.

use super::About;
use crate::ooxml::package::Package;
use crate::ooxml::rels::{Relations, path_of, set_content_type};
use crate::ooxml::scan::escape;

const CORE: &str = "docProps/core.xml";
const CUSTOM: &str = "docProps/custom.xml";

/// Writes both parts; what the template said of itself gives way.
pub(super) fn write(package: &mut Package, about: &About) {
    let time = about.created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (title, author) = (escape(&about.title), escape(&about.author));
    let core = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:modified></cp:coreProperties>"
    );
    let core_kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let custom_kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
    let mut relations = Relations::of(package, "");
    relations.items.retain(|relation| relation.kind != core_kind && relation.kind != custom_kind);
    relations.add(core_kind, CORE);
    package.set(CORE, core);
    set_content_type(package, CORE, "application/vnd.openxmlformats-package.core-properties+xml", true);
    if about.properties.is_empty() {
        package.remove(CUSTOM);
    } else {
        let mut custom = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">",
        );
        for (pid, (name, value)) in (2..).zip(&about.properties) {
            custom.push_str(&format!(
                "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{pid}\" name=\"{}\"><vt:lpwstr>{}</vt:lpwstr></property>",
                escape(name),
                escape(value)
            ));
        }
        relations.add(custom_kind, CUSTOM);
        package.set(CUSTOM, custom + "</Properties>");
        set_content_type(package, CUSTOM, "application/vnd.openxmlformats-officedocument.custom-properties+xml", true);
    }
    package.set(&path_of(""), relations.write());
}
