#include "domain/imports/inbox.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <tuple>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::inbox {
namespace {

using namespace std::chrono;

constexpr const char* taking = "taking";
constexpr const char* done = "done";
constexpr const char* failed = "failed";
constexpr std::string_view begun_ending = ".begun";
// What programs that copy files, and browsers, call them until they are whole.
constexpr std::array<std::string_view, 9> unfinished_endings{
    ".part", ".tmp", ".partial", ".filepart", ".crdownload", ".download", ".opdownload", ".aria2", "~"};
// What file managers put into a folder that somebody looks at: pictures, how it is shown, marks of Finder and of file
// servers.
constexpr std::array<std::string_view, 7> file_managers_own{"thumbs.db", "ehthumbs.db",  "desktop.ini", "icon\r",
                                                            "__macosx",  "$recycle.bin", "@eadir"};
constexpr std::string_view open_in_office = "~$";  // ~$roster.xlsx: somebody has roster.xlsx open

std::string lower(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

bool is_unfinished(const std::string& name) {
  return std::ranges::any_of(unfinished_endings,
                             [&](std::string_view ending) { return lower(name).ends_with(ending); });
}

// Nobody has dropped it.
bool is_litter(const std::string& name) {
  return name.starts_with(open_in_office) ||
         std::ranges::find(file_managers_own, lower(name)) != file_managers_own.end();
}

// The folder's own group may drop files; a set-group-ID bit above is handed down, so that they all belong to it.
void make_folder(const fs::path& folder, fs::perms mode) {
  const mode_t usual = umask(0);
  const bool made = mkdir(folder.c_str(), static_cast<mode_t>(mode)) == 0;
  const int error = errno;
  umask(usual);
  if (!made && error != EEXIST) throw std::system_error(error, std::generic_category(), folder.string());
  if (!fs::is_directory(fs::symlink_status(folder)))
    throw std::system_error(ENOTDIR, std::generic_category(), folder.string());
}

constexpr fs::perms readable_by_group = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec;
constexpr fs::perms open_to_group = fs::perms::owner_all | fs::perms::group_all;

struct stat facts_of(const fs::path& path) {
  struct stat facts{};
  if (lstat(path.c_str(), &facts) != 0) throw std::system_error(errno, std::generic_category(), path.string());
  return facts;
}

Timestamp changed_at(const fs::path& path) {
  const timespec& at = facts_of(path).st_ctim;
  return Timestamp(duration_cast<microseconds>(seconds{at.tv_sec} + nanoseconds{at.tv_nsec}));
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (entries.size() == limits::inbox_entries_max) break;
    entries.push_back(at->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) throw std::system_error(error, folder.string());
  return entries;
}

// Of a folder: the latest of itself and what lies in it, as far as we may look. It may vanish while it is looked at.
std::optional<Timestamp> last_change(const fs::path& path) {
  std::optional<Timestamp> latest;
  try {
    latest = changed_at(path);
    if (fs::is_directory(fs::symlink_status(path)))
      for (const fs::path& entry : entries_of(path)) latest = std::max(*latest, changed_at(entry));
    return latest;
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::no_such_file_or_directory) return {};
    if (latest && error.code() == std::errc::permission_denied) return latest;
    throw;
  }
}

// 20261122-132000, in Japan's time.
std::string written(Timestamp now) {
  std::string text = to_sql(now + hours{9}).substr(0, std::string_view("2026-11-22 13:20:00").size());
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  std::ranges::replace(text, ' ', '-');
  return text;
}

// Back from 20261122-132000-members or …-members-2.
const import_kinds::Kind* kind_of(std::string_view batch) {
  constexpr std::size_t time_length = std::string_view("20261122-132000-").size();
  if (batch.size() < time_length) return nullptr;
  batch.remove_prefix(time_length);
  const auto fits = [batch](const import_kinds::Kind& kind) {
    if (!batch.starts_with(kind.name)) return false;
    const std::string_view rest = batch.substr(kind.name.size());
    return rest.empty() || (rest.front() == '-' && rest.find_first_not_of("0123456789", 1) == rest.npos);
  };
  const auto found = std::ranges::find_if(import_kinds::kinds(), fits);
  return found == import_kinds::kinds().end() ? nullptr : &*found;
}

// Back to the moment, to the second; nothing for a folder that has another name.
std::optional<Timestamp> time_of(std::string_view batch) {
  constexpr std::size_t day_length = std::string_view("20261122").size();
  const auto day = calendar::parse_date(batch.substr(0, day_length));
  const std::string clock = batch.size() < day_length + 7 ? "" : std::string(batch.substr(day_length + 1, 6));
  if (!day || clock.find_first_not_of("0123456789") != clock.npos || clock.empty()) return {};
  const auto part = [&clock](std::size_t from) { return std::stoi(clock.substr(from, 2)); };
  return sys_days(*day) + hours{part(0)} + minutes{part(2)} + seconds{part(4)} - hours{9};
}

std::string batch_of(const fs::path& folder) {
  std::string name = folder.filename().string();
  if (name.ends_with(begun_ending)) name.resize(name.size() - begun_ending.size());
  return name;
}

Timestamp machine_started_at(Timestamp now) {
  timespec running{};
  clock_gettime(CLOCK_BOOTTIME, &running);
  return now - duration_cast<microseconds>(seconds{running.tv_sec} + nanoseconds{running.tv_nsec});
}

bool is_report_of(const fs::path& report, const fs::path& file) {
  return std::ranges::any_of(
      std::array<const char*, 4>{".report.csv", ".faults.csv", ".report.csv.new", ".faults.csv.new"},
      [&](const char* ending) { return report.filename() == file.stem().string() + ending; });
}

// What was dropped, and not what was written about it.
std::optional<fs::path> file_in(const fs::path& folder) {
  const auto entries = entries_of(folder);
  for (const fs::path& one : entries)
    if (std::ranges::none_of(entries, [&](const fs::path& other) { return other != one && is_report_of(one, other); }))
      return one;
  return {};
}

bool holds_only_files(const fs::path& folder) {
  return std::ranges::all_of(entries_of(folder),
                             [](const fs::path& entry) { return fs::is_regular_file(fs::symlink_status(entry)); });
}

bool is_usable(const std::string& name) {
  return name.size() <= limits::inbox_name_bytes_max && text::is_valid_utf8(name) && !text::has_control_or_bidi(name);
}

// The group that may drop files may read what became of them.
void share(const fs::path& report) {
  fs::permissions(report, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

// A folder can't take the name of another that holds something.
fs::path hidden_name(const fs::path& entry) {
  const fs::path hidden = entry.parent_path() / ("." + entry.filename().string());
  fs::path free = hidden;
  for (int number = 2; fs::exists(fs::symlink_status(free)); ++number)
    free = fmt::format("{}-{}", hidden.string(), number);
  return free;
}

}  // namespace

std::optional<import_kinds::Taken> Claim::refused_unread() const {
  const fs::file_status status = fs::symlink_status(file);
  if (is_unfinished(file.filename().string()))
    return import_kinds::refused(0, "書き終わっていないファイルです（名前が .part や .tmp のまま1時間変わりません）",
                                 "送り直してください。書き終わったら名前を変えてください");
  if (!is_usable(file.filename().string()))
    return import_kinds::refused(0, "ファイルの名前が使えません",
                                 "名前を短くするか、使えない文字を除いて置き直してください");
  if (kind->comes_as_folder && !fs::is_directory(status))
    return import_kinds::refused(0, "フォルダーではありません",
                                 "1回分のファイルを1つのフォルダーに入れて置いてください");
  if (!kind->comes_as_folder && !fs::is_regular_file(status))
    return import_kinds::refused(0, "ファイルではありません（フォルダーやリンクは取り込みません）",
                                 "ファイルそのものを置いてください");
  if (access(file.c_str(), kind->comes_as_folder ? R_OK | X_OK : R_OK) != 0)
    return import_kinds::refused(0, "読み取りの権限がありません", "グループが読める権限を付けて置き直してください");
  if (kind->comes_as_folder && !holds_only_files(file))
    return import_kinds::refused(0, "フォルダーの中に、ファイルではないもの（フォルダーやリンク）があります",
                                 "ファイルだけを入れて置き直してください");
  return {};
}

Inbox::Inbox(const fs::path& root, const std::string& slug) : folder_(root / slug) {}

void Inbox::make_folders() const {
  make_folder(folder_, readable_by_group);
  for (const char* own : {done, failed}) make_folder(folder_ / own, readable_by_group);
  make_folder(folder_ / taking, fs::perms::owner_all);
  for (const import_kinds::Kind& kind : import_kinds::kinds()) make_folder(folder_ / kind.name, open_to_group);
}

std::vector<Dropped> Inbox::dropped(Timestamp now, seconds settle) const {
  std::vector<Dropped> found;
  for (const import_kinds::Kind& kind : import_kinds::kinds()) {
    const auto first = static_cast<std::ptrdiff_t>(found.size());
    for (const fs::path& entry : entries_of(folder_ / kind.name)) {
      const std::string name = entry.filename().string();
      if (name.starts_with('.') || is_litter(name)) continue;
      const auto at = last_change(entry);
      if (!at) continue;
      found.push_back({&kind, name, *at, now - *at >= (is_unfinished(name) ? limits::inbox_unfinished_max : settle)});
    }
    std::ranges::sort(found.begin() + first, found.end(), [](const Dropped& one, const Dropped& other) {
      return std::tie(one.changed_at, one.name) < std::tie(other.changed_at, other.name);
    });
  }
  return found;
}

bool Inbox::has_begun() const {
  return std::ranges::any_of(entries_of(folder_ / taking),
                             [](const fs::path& folder) { return kind_of(batch_of(folder)) != nullptr; });
}

// systemd overlooks hidden names: else its path unit would start a run for ever.
void Inbox::hide_litter() const {
  for (const import_kinds::Kind& kind : import_kinds::kinds())
    for (const fs::path& entry : entries_of(folder_ / kind.name)) {
      const std::string name = entry.filename().string();
      std::error_code gone_or_not_ours;
      if (is_litter(name)) fs::rename(entry, hidden_name(entry), gone_or_not_ours);
    }
}

std::vector<Claim> Inbox::left_over(Timestamp now) const {
  std::vector<Claim> found;
  auto folders = entries_of(folder_ / taking);
  std::ranges::sort(folders);
  for (const fs::path& folder : folders) {
    const import_kinds::Kind* kind = kind_of(batch_of(folder));
    if (kind == nullptr) continue;  // not ours
    const bool begun = folder.extension() == begun_ending;
    if (const auto file = file_in(folder))
      found.push_back(
          {kind, folder, *file, begun && changed_at(folder) >= machine_started_at(now), time_of(batch_of(folder))});
    else
      fs::remove(folder);  // cut off before the file was in it
  }
  return found;
}

std::optional<Claim> Inbox::claim(const Dropped& dropped, Timestamp now) const {
  const std::string stem = fmt::format("{}-{}", written(now), dropped.kind->name);
  std::string batch = stem;
  const auto is_taken = [&](const char* own) { return fs::exists(folder_ / own / batch); };
  const auto is_begun = [&] { return fs::exists(folder_ / taking / (batch + std::string(begun_ending))); };
  for (int number = 2; is_begun() || is_taken(taking) || is_taken(done) || is_taken(failed); ++number)
    batch = fmt::format("{}-{}", stem, number);
  const fs::path folder = folder_ / taking / batch;
  make_folder(folder, readable_by_group);
  std::error_code error;
  fs::rename(folder_ / dropped.kind->name / dropped.name, folder / dropped.name, error);
  if (!error) return Claim{dropped.kind, folder, folder / dropped.name};
  fs::remove(folder);
  if (error == std::errc::no_such_file_or_directory) return {};
  const fs::path named = folder_ / dropped.kind->name / (is_usable(dropped.name) ? dropped.name : "(unusable name)");
  throw std::system_error(error, fmt::format("{} can't be moved", named.string()));
}

Claim Inbox::begin(const Claim& claim) const {
  const fs::path plain = claim.folder.parent_path() / batch_of(claim.folder);
  const fs::path folder = plain.string() + std::string(begun_ending);
  if (claim.folder != plain) fs::rename(claim.folder, plain);  // for the file system to note when it was begun
  fs::rename(plain, folder);
  return {claim.kind, folder, folder / claim.file.filename(), claim.killed_a_run, claim.left_since};
}

void Inbox::give_back(const Claim& begun) const {
  if (begun.killed_a_run) return;
  fs::rename(begun.folder, begun.folder.parent_path() / batch_of(begun.folder));
}

std::int64_t Inbox::refused() const { return std::ssize(entries_of(folder_ / failed)); }

Inbox::Emptied Inbox::remove_finished(Timestamp until, bool dry_run) const {
  Emptied emptied;
  for (const char* own : {done, failed})
    for (const fs::path& batch : entries_of(folder_ / own)) {
      if (kind_of(batch.filename().string()) == nullptr || batch.filename().string() >= written(until)) continue;
      std::error_code error;
      if (!dry_run) fs::remove_all(batch, error);
      ++(error ? emptied.kept : emptied.removed);
    }
  return emptied;
}

fs::path Inbox::finish(const Claim& claim, const import_kinds::Taken& taken) const {
  const bool refused = taken.verdict == import_kinds::Verdict::refused;
  const fs::path named =
      is_usable(claim.file.filename().string()) ? claim.file : claim.folder / "file";  // an ending must fit behind it
  fs::path report = named;
  report.replace_extension(".report.csv");
  if (refused)
    share(import_file::write_faults(named, taken.faults));
  else if (taken.verdict == import_kinds::Verdict::taken_in ||
           !fs::exists(report))  // a run that was cut off may have said more
    share(import_file::write_report(named, taken.report));
  fs::path target = folder_ / (refused ? failed : done) / batch_of(claim.folder);
  fs::rename(claim.folder, target);
  return target;
}

}  // namespace portal::inbox
