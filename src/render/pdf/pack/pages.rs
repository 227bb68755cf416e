//! Pages: their content written shorter, and what all of them share said once.
//! Never moves anything from one page to another.

use super::content::{self, Face, Faces, KINDS};
use super::value::{Entry, Value, short};
use super::{Object, Objects, find};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Rewrites the pages below the catalogue; `None` where a page is not what is expected.
pub(super) fn small(objects: &mut Objects<'_>, catalogue: usize, faces: &BTreeMap<usize, Face>) -> Option<()> {
    let root = objects.get(&catalogue)?.value.get("Pages")?.reference()?;
    let pages: Vec<usize> = objects.iter().filter(|(_, object)| object.value.get("Type").is_some_and(|kind| kind.is("/Page"))).map(|(at, _)| *at).collect();
    let mut shared: BTreeMap<Vec<u8>, Vec<Entry<'_>>> = BTreeMap::new();
    let mut contents: Vec<usize> = Vec::new();
    let mut resources = Vec::new();
    for page in &pages {
        let own = objects.get(page)?.value.get("Resources")?.reference()?;
        let stream = objects.get(page)?.value.get("Contents")?.reference()?;
        let lists = objects.get(&own)?.value.map()?;
        let mut names: Faces<'_> = BTreeMap::new();
        let mut alone = false;
        for (category, entries) in lists {
            let Some(entries) = entries.map() else { continue };
            if **category == *b"Font" {
                for (name, font) in entries {
                    names.insert([b"/", &**name].concat(), faces.get(&font.reference()?)?);
                }
                continue;
            }
            let all = shared.entry(category.to_vec()).or_default();
            for (name, value) in entries {
                match all.iter().find(|(known, _)| known == name) {
                    Some((_, known)) => alone |= known != value,
                    None => all.push((name.clone(), value.clone())),
                }
            }
        }
        let data = objects.get(&stream)?.data.as_deref()?;
        let shorter = content::shortened(data, &names)?;
        objects.get_mut(&stream)?.data = Some(Cow::Owned(shorter));
        contents.push(stream);
        resources.push((own, alone));
    }
    let fonts = faces.iter().map(|(font, face)| (Cow::Owned(face.name.clone().into_bytes()), Value::Ref(*font))).collect();
    let kinds = KINDS.into_iter().map(|(name, said)| Some((Cow::Borrowed(name.as_bytes()), Value::read(said.as_bytes())?))).collect::<Option<_>>()?;
    let common = [(Cow::Borrowed(&b"Font"[..]), Value::Map(fonts)), (Cow::Borrowed(&b"Properties"[..]), Value::Map(kinds))];
    // Names that no page uses any more are not needed.
    let used = |name: &[u8]| contents.iter().any(|stream| objects[stream].data.as_deref().is_some_and(|data| find(data, &[b"/", name].concat()).is_some()));
    let mut whole: Vec<(Cow<'_, [u8]>, Value<'_>)> = common.to_vec();
    for (category, mut entries) in shared {
        entries.retain(|(name, _)| used(name));
        if !entries.is_empty() {
            whole.push((Cow::Owned(category), Value::Map(entries)));
        }
    }
    let boxes: Vec<Option<Value<'_>>> = pages.iter().map(|page| objects[page].value.get("MediaBox").cloned()).collect();
    let same = boxes.windows(2).all(|pair| pair[0] == pair[1]);
    // An archived page names what it needs itself.
    let number = objects.keys().last()? + 1;
    objects.insert(number, Object { value: Value::Map(whole), data: None });
    for (page, (own, alone)) in pages.iter().zip(resources) {
        if alone {
            let value = &mut objects.get_mut(&own)?.value;
            value.remove("ProcSet");
            common.iter().for_each(|(key, said)| value.set(if **key == *b"Font" { "Font" } else { "Properties" }, said.clone()));
        } else {
            objects.get_mut(page)?.value.set("Resources", Value::Ref(number));
        }
        if same {
            objects.get_mut(page)?.value.remove("MediaBox");
        }
    }
    let root = &mut objects.get_mut(&root)?.value;
    if let (true, Some(Some(paper))) = (same, boxes.into_iter().next()) {
        let sides = paper.list()?.iter().map(|side| Some(Value::Word(Cow::Owned(short(side.as_number()?).into_bytes())))).collect::<Option<_>>()?;
        root.set("MediaBox", Value::List(sides));
    }
    Some(())
}
