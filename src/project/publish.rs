//! Writing a site so that a failed or killed build leaves the old one whole: everything goes to a new folder beside it, which then takes its place.
//! Never writes through a link, never replaces a folder it did not make.

use super::{ProjectError, disk};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

/// The file that marks a folder as one of ours; it lists what was written.
pub const MARK: &str = ".seloste-build";

/// The file that keeps what the site was made of; only the room that made it can read it.
pub const CACHE: &str = ".seloste-cache";

/// A file of the site: a path below the output folder, with `/` between its parts, and its bytes.
pub type File = (String, Vec<u8>);

/// The old site: its files may be kept where they would be the same again.
#[derive(Debug)]
pub struct Old {
    folder: PathBuf,
    cache: Vec<u8>,
    /// When it was finished: a file changed later is not as it was written.
    finished: std::time::SystemTime,
}

impl Old {
    /// The site in a folder, where it was finished by a build that keeps what it was made of.
    #[must_use]
    pub fn of(out: &Path) -> Option<Self> {
        let folder = std::path::absolute(out).ok()?;
        let file = folder.join(CACHE);
        let finished = fs::symlink_metadata(&file).ok().filter(fs::Metadata::is_file)?.modified().ok()?;
        Some(Self { cache: fs::read(&file).ok()?, folder, finished })
    }

    /// What it was made of.
    #[must_use]
    pub fn cache(&self) -> &[u8] {
        &self.cache
    }

    /// Whether a file is there as it was written: of that length, and not changed since.
    #[must_use]
    pub fn has(&self, path: &str, length: u64) -> bool {
        let meta = is_below(Path::new(path)).then(|| fs::symlink_metadata(self.folder.join(path)).ok()).flatten();
        meta.is_some_and(|meta| meta.is_file() && meta.len() == length && meta.modified().is_ok_and(|at| at <= self.finished))
    }
}

/// A site in the making: files go to a new folder beside the old one until [`Staging::finish`] puts it in place.
/// Dropped before that, it leaves no trace; killed before that, the next build removes what it left.
#[derive(Debug)]
pub struct Staging {
    out: PathBuf,
    fresh: tempfile::TempDir,
    written: Mutex<Written>,
    /// Held as long as the folder is in the making: the system lets go of it however the program ends.
    _lock: Option<fs::File>,
}

#[derive(Debug, Default)]
struct Written {
    files: Vec<String>,
    folders: BTreeSet<PathBuf>,
}

impl Staging {
    /// Opens the new folder. An output folder that is somebody else's is refused here, before anything is made.
    pub fn begin(out: &Path) -> Result<Self, ProjectError> {
        refuse_foreign(out)?;
        let absolute = std::path::absolute(out).map_err(|e| ProjectError::new(out, disk::why(&e)))?;
        let parent = absolute.parent().ok_or_else(|| ProjectError::new(out, "this cannot be an output folder"))?;
        fs::create_dir_all(parent).map_err(|e| ProjectError::new(parent, disk::why(&e)))?;
        let prefix = format!(".{}.seloste-", absolute.file_name().and_then(|name| name.to_str()).unwrap_or("site"));
        // Two builds that begin at once do so one after the other: neither takes the other's new folder for one that was left.
        let turn = fs::File::open(parent).ok().filter(|folder| folder.lock().is_ok());
        if turn.is_some() {
            remove_left(parent, &prefix);
        }
        let fresh = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent).map_err(|e| ProjectError::new(parent, disk::why(&e)))?;
        let lock = fs::File::open(fresh.path()).ok().filter(|folder| folder.try_lock().is_ok());
        Ok(Self { out: absolute, fresh, written: Mutex::default(), _lock: lock })
    }

    /// Takes files of the old site into the new one as they are. False where one cannot be taken; then none of them is there.
    pub fn keep<'a>(&self, old: &Old, paths: impl Iterator<Item = &'a str> + Clone) -> bool {
        for path in paths.clone() {
            let (from, to) = (old.folder.join(path), self.fresh.path().join(path));
            let taken = self.folder_of(Path::new(path)).is_ok() && (fs::hard_link(&from, &to).is_ok() || fs::copy(&from, &to).is_ok());
            if !taken {
                paths.for_each(|path| drop(fs::remove_file(self.fresh.path().join(path))));
                return false;
            }
        }
        if let Ok(mut written) = self.written.lock() {
            written.files.extend(paths.map(str::to_string));
        }
        true
    }

    /// Makes the folder of a file.
    fn folder_of(&self, relative: &Path) -> std::io::Result<()> {
        let folder = self.fresh.path().join(relative.parent().unwrap_or(Path::new("")));
        if !self.written.lock().is_ok_and(|written| written.folders.contains(&folder)) {
            fs::create_dir_all(&folder)?;
            if let Ok(mut written) = self.written.lock() {
                written.folders.insert(folder);
            }
        }
        Ok(())
    }

    /// Writes files into the new folder; any thread may. A path that would leave the folder, or that was written before, is refused.
    pub fn write(&self, files: &[File]) -> Result<(), ProjectError> {
        for (path, bytes) in files {
            let relative = Path::new(path);
            if !is_below(relative) {
                return Err(ProjectError::new(relative, "a page would leave the output folder"));
            }
            let failed = |e: std::io::Error| ProjectError::new(path, disk::why(&e));
            self.folder_of(relative).map_err(failed)?;
            let mut file = fs::File::create_new(self.fresh.path().join(relative)).map_err(failed)?;
            file.write_all(bytes).map_err(failed)?;
            if let Ok(mut written) = self.written.lock() {
                written.files.push(path.clone());
            }
        }
        Ok(())
    }

    /// Puts the new site in place of the old one, with what it was made of; gives the number of its files.
    pub fn finish(self, cache: &[u8]) -> Result<usize, ProjectError> {
        let mut list = self.written.into_inner().map(|written| written.files).unwrap_or_default();
        list.sort_unstable();
        fs::write(self.fresh.path().join(MARK), list.join("\n") + "\n").map_err(|e| ProjectError::new(MARK, disk::why(&e)))?;
        // The last file: none of the others is newer.
        fs::write(self.fresh.path().join(CACHE), cache).map_err(|e| ProjectError::new(CACHE, disk::why(&e)))?;
        swap(self.fresh, &self.out).map_err(|e| ProjectError::new(&self.out, disk::why(&e)))?;
        Ok(list.len())
    }
}

/// Whether a path stays below the folder it is joined to.
fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Removes new folders that killed builds of the same site left: nobody holds them.
fn remove_left(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix)) && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if ours && fs::File::open(entry.path()).is_ok_and(|folder| folder.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Removes the old site. What cannot be removed the next build tries again: the new site stands already.
fn remove_old(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let files: Vec<PathBuf> = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path()).collect();
    files.par_iter().for_each(|folder| drop(fs::remove_dir_all(folder)));
    let _ = fs::remove_dir_all(folder);
}

/// An output folder that holds anything we did not write is somebody's: it is never replaced.
fn refuse_foreign(out: &Path) -> Result<(), ProjectError> {
    let Ok(meta) = fs::symlink_metadata(out) else { return Ok(()) };
    if meta.file_type().is_symlink() {
        return Err(ProjectError::new(out, "the output folder is a link; name the folder itself"));
    }
    if !meta.is_dir() {
        return Err(ProjectError::new(out, "there is a file where the output folder should be"));
    }
    let empty = fs::read_dir(out).map_err(|e| ProjectError::new(out, disk::why(&e)))?.next().is_none();
    if empty || out.join(MARK).is_file() {
        return Ok(());
    }
    Err(ProjectError::new(out, "the folder holds files that seloste did not write; choose an empty or new folder"))
}

/// Exchanges the new folder with the old one in one step where the system can, else moves the old one aside first.
fn swap(fresh: tempfile::TempDir, out: &Path) -> std::io::Result<()> {
    open_to_all(fresh.path())?;
    if !out.exists() {
        fs::rename(fresh.path(), out)?;
        let _ = fresh.keep();
        return Ok(());
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, fresh.path(), CWD, out, RenameFlags::EXCHANGE).is_ok() {
            // What is now in the temporary folder is the old site.
            remove_old(&fresh.keep());
            return Ok(());
        }
    }
    let aside: PathBuf = fresh.path().with_extension("old");
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(fresh.path(), out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    let _ = fresh.keep();
    remove_old(&aside);
    Ok(())
}

/// Temporary folders are private to the user; a site is to be read by a web server.
fn open_to_all(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    }
    let _ = folder;
    Ok(())
}

/// Writes one file that the user named, through a new file beside it, so that a failure leaves the old one whole.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    beside(path, bytes)?.persist(path).map_err(|e| ProjectError::new(path, disk::why(&e.error)))?;
    Ok(())
}

/// Adds to the end of a file that others may have begun, such as the summary of a job.
pub fn append(path: &Path, text: &str) -> Result<(), ProjectError> {
    let failed = |e: std::io::Error| ProjectError::new(path, disk::why(&e));
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

/// Writes one file that the user named where there is none; what is there already is never touched.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    // Asked first for the sake of the message, and again by the system when the file takes its name.
    if fs::symlink_metadata(path).is_ok() {
        return Err(ProjectError::new(path, TAKEN));
    }
    beside(path, bytes)?.persist_noclobber(path).map_err(|e| {
        if e.error.kind() == std::io::ErrorKind::AlreadyExists { ProjectError::new(path, TAKEN) } else { ProjectError::new(path, disk::why(&e.error)) }
    })?;
    Ok(())
}

const TAKEN: &str = "this already exists and is left as it is; choose another name";

/// A new file in the folder of a path, with its bytes, readable by all.
fn beside(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, ProjectError> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |e: std::io::Error| ProjectError::new(path, disk::why(&e));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644)).map_err(failed)?;
    }
    Ok(file)
}

/// Files of a folder of templates: name relative to it with `/`, text, and path for errors.
pub fn templates(folder: &Path) -> Result<Vec<(String, String, String)>, ProjectError> {
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).standard_filters(false).follow_links(false).sort_by_file_path(Path::cmp).build() {
        let entry = entry.map_err(|e| ProjectError::new(folder, e))?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            let name =
                entry.path().strip_prefix(folder).unwrap_or(entry.path()).components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            found.push((name, disk::read(entry.path())?, entry.path().display().to_string()));
        }
    }
    Ok(found)
}
