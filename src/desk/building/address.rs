//! The address of each notice on the site: the id it gives, else the name of its file.
//! Never gives two notices one address.

use crate::notice::Notice;
use crate::project::{NoticeFile, ProjectError};
use crate::site::archive::Place;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What a notice says of its address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wanted {
    /// The id it gives, else the name of its file.
    pub slug: String,
    /// Whether it gives one.
    pub given: bool,
    /// [`Page::former`].
    pub former: Vec<String>,
    /// [`Place::replaced_by`].
    pub replaced_by: Option<String>,
}

impl Wanted {
    /// Reads it; an id that cannot be an address is refused with its place.
    pub fn of(file: &NoticeFile) -> Result<Self, ProjectError> {
        let notice = Notice::of(&file.reading.tree);
        let head = notice.head.as_ref();
        let check = |leaf: crate::notice::model::Leaf<&str>, key: &str| {
            let fit = crate::notice::model::slug(leaf.value);
            if fit == leaf.value && !fit.is_empty() && fit != "index" {
                return Ok(fit);
            }
            let place = place(file, leaf.at);
            let hint = if fit.is_empty() || fit == "index" { String::new() } else { format!(", such as `{fit}`") };
            Err(ProjectError::new(place, format!("`notice.{key}` becomes an address: write small letters a-z, digits and hyphens{hint}")))
        };
        let id = head.and_then(|head| head.id).map(|leaf| check(leaf, "id")).transpose()?;
        let former = head.map_or_else(Vec::new, |head| head.former_ids.clone()).into_iter().map(|leaf| check(leaf, "former-ids"));
        let former = former.collect::<Result<_, _>>()?;
        let replaced_by = head.and_then(|head| head.replaced_by).map(|leaf| check(leaf, "replaced-by")).transpose()?;
        let stem = || crate::notice::model::slug(&file.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default());
        Ok(Self { given: id.is_some(), slug: id.unwrap_or_else(stem), former, replaced_by })
    }
}

/// The place of a value as `file:line:column`.
fn place(file: &NoticeFile, at: crate::notice::tree::NodeId) -> String {
    let (_, span) = file.reading.tree.point(at);
    let at = file.source.position(span.range().start);
    format!("{}:{}:{}", file.path.display(), at.line, at.column)
}

/// An address for each notice: the id it gives, else the name of its file; two files of the same name take their folder before it.
pub fn addresses(wanted: &mut [(&Path, &mut Wanted)]) -> Result<Vec<Place>, ProjectError> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (_, one) in wanted.iter() {
        *count.entry(one.slug.clone()).or_default() += 1;
    }
    let mut taken: BTreeMap<String, &Path> = BTreeMap::new();
    for (path, one) in wanted.iter_mut() {
        if !one.given && (count.get(&one.slug).is_some_and(|n| *n > 1) || one.slug == "index") {
            let folder = path.parent().and_then(|p| p.file_name()).map(|s| crate::notice::model::slug(&s.to_string_lossy())).unwrap_or_default();
            one.slug = format!("{folder}-{}", one.slug);
        }
        if let Some(other) = taken.insert(one.slug.clone(), path) {
            let what = format!("{} and {} would both be published as `{}`; give one another `notice.id`", other.display(), path.display(), one.slug);
            return Err(ProjectError::new(*path, what));
        }
    }
    Ok(wanted.iter().map(|(_, one)| Place { slug: one.slug.clone(), replaced_by: one.replaced_by.clone() }).collect())
}
