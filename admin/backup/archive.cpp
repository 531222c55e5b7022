#include "admin/backup/archive.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <system_error>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/call.hpp"
#include "base/json.hpp"

namespace portal::admin::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view name_beginning = "portal-";
constexpr std::string_view name_ending = ".tar.zst.age";
constexpr std::string_view format = "1";
constexpr la_int64_t entry_bytes_max = 1 << 30;  // a PDF, or a portion of the dump, has some MB
constexpr std::string_view table_key = "table ";
constexpr std::string_view key_key = "key ";
constexpr const char* binary_log_key = "binary_log";

std::int64_t number_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stopped != text.data() + text.size()) throw Unreadable("its manifest can't be read");
  return value;
}

TableSum sum_in(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == text.npos) throw Unreadable("its manifest can't be read");
  return {number_in(text.substr(0, blank)), std::string(text.substr(blank + 1))};
}

[[noreturn]] void fail(const fs::path& file, int error) {
  throw std::system_error(error, std::generic_category(), file.string());
}

void sync_folder(const fs::path& folder) {
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.number() < 0 || fsync(opened.number()) != 0) fail(folder, errno);
}

}  // namespace

std::string Manifest::text() const {
  std::string lines;
  const auto add = [&lines](const std::string& key, const std::string& value) {
    lines += fmt::format("{}{}: {}", lines.empty() ? "" : ",\n", json::quoted(key), json::quoted(value));
  };
  add("format", std::string(format));
  add("made_at", to_sql(made_at));
  add("documents", std::to_string(documents));
  if (!place_in_binary_log.empty()) add(binary_log_key, place_in_binary_log);
  for (const auto& [name, sum] : tables)
    add(fmt::format("{}{}", table_key, name), fmt::format("{} {}", sum.rows, sum.digest));
  for (const auto& [name, fingerprint] : keys) add(fmt::format("{}{}", key_key, name), fingerprint);
  return fmt::format("{{\n{}\n}}\n", lines);
}

Manifest Manifest::read(std::string_view text) {
  const auto values = json::read_texts(text);
  if (!values || !values->contains("made_at") || !values->contains("documents") || !values->contains("format"))
    throw Unreadable("its manifest can't be read");
  if (values->at("format") != format) throw Unreadable("its manifest is of another release");
  Manifest manifest;
  manifest.made_at = timestamp_from_sql(values->at("made_at"));
  manifest.documents = number_in(values->at("documents"));
  if (const auto place = values->find(binary_log_key); place != values->end())
    manifest.place_in_binary_log = place->second;
  for (const auto& [key, value] : *values) {
    if (key.starts_with(table_key)) manifest.tables[key.substr(table_key.size())] = sum_in(value);
    if (key.starts_with(key_key)) manifest.keys[key.substr(key_key.size())] = value;
  }
  return manifest;
}

// 2026-11-29 18:30:00.123456 is 20261129T183000Z.
std::string name_of(Timestamp made_at) {
  const std::string at = to_sql(made_at);
  return fmt::format("{}{}{}{}T{}{}{}Z{}", name_beginning, at.substr(0, 4), at.substr(5, 2), at.substr(8, 2),
                     at.substr(11, 2), at.substr(14, 2), at.substr(17, 2), name_ending);
}

std::optional<Timestamp> moment_of(std::string_view name) {
  if (name.size() != name_of(Timestamp{}).size() || !name.starts_with(name_beginning)) return {};
  const std::string_view at = name.substr(name_beginning.size());
  try {
    const Timestamp said =
        timestamp_from_sql(fmt::format("{}-{}-{} {}:{}:{}.000000", at.substr(0, 4), at.substr(4, 2), at.substr(6, 2),
                                       at.substr(9, 2), at.substr(11, 2), at.substr(13, 2)));
    if (name_of(said) == name) return said;
  } catch (const std::invalid_argument&) {  // letters in place of digits
  }
  return {};
}

Found look_in(const fs::path& folder, Timestamp now) {
  constexpr auto clocks_differ_max = std::chrono::minutes{10};
  Found found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto made_at = moment_of(entry.path().filename().string());
    std::error_code gone;  // an older one, meanwhile
    const std::uint64_t bytes = entry.is_regular_file(gone) ? entry.file_size(gone) : 0;
    if (!made_at || gone || !entry.is_regular_file(gone)) continue;
    if (*made_at > now + clocks_differ_max)
      found.ahead.push_back(entry.path());
    else if (!found.newest || *made_at > found.newest->made_at)
      found.newest = Kept{entry.path(), *made_at, bytes};
  }
  return found;
}

Writer::Writer(const fs::path& folder, const std::string& recipient)
    : folder_(folder),
      unfinished_(folder / ".unfinished"),
      file_(open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR)),
      age_({"age", "--encrypt", "--recipient", recipient}, {plain_.reads.number(), encrypted_.writes.number()}) {
  if (file_.number() < 0) fail(unfinished_, errno);
  plain_.reads.close();
  encrypted_.writes.close();
  copier_ = std::thread([this] { copy(); });
  packer_ = archive_write_new();
  archive_write_set_format_ustar(packer_);
  archive_write_add_filter_zstd(packer_);
  archive_write_set_bytes_per_block(packer_, 0);  // a pipe is no tape
  archive_write_open(packer_, this, nullptr, take, nullptr);
}

Writer::~Writer() {
  archive_write_fail(packer_);  // else it would write its end
  archive_write_free(packer_);
  plain_.writes.close();
  age_.ask_to_end();
  if (copier_.joinable()) copier_.join();
  std::error_code ignored;
  fs::remove(unfinished_, ignored);
}

// Nothing is thrown in a thread of its own: demand_all_well() says it.
void Writer::copy() {
  std::array<char, 64 * 1024> portion{};
  try {
    while (const std::size_t got = read_some(encrypted_.reads.number(), portion.data(), portion.size()))
      write_all(file_.number(), std::string_view(portion.data(), got));
  } catch (const std::system_error& error) {
    copy_error_ = error.code().value();
  }
  encrypted_.reads.close();  // age ends when nobody reads any more
}

void Writer::demand_all_well() {
  plain_.writes.close();
  if (copier_.joinable()) copier_.join();
  const int code = age_.end();
  if (copy_error_ != 0) fail(unfinished_, copy_error_);
  if (code != 0)
    throw Failure(Exit::bad_configuration, fmt::format("age ended with {}: nothing was written", code),
                  "see what it said above; [backup] recipient is the public key that age-keygen prints");
}

void Writer::write(std::string_view bytes) {
  HeldSignals::demand_none();
  try {
    write_all(plain_.writes.number(), bytes);
  } catch (const std::system_error&) {
    demand_all_well();
    throw;
  }
}

ssize_t Writer::take(archive* packer, void* writer, const void* bytes, std::size_t count) noexcept {
  auto& self = *static_cast<Writer*>(writer);
  try {
    self.write({static_cast<const char*>(bytes), count});
    return static_cast<ssize_t>(count);
  } catch (const std::exception& error) {
    self.met_ = std::current_exception();
    archive_set_error(packer, EIO, "%s", error.what());
    return ARCHIVE_FATAL;
  }
}

void Writer::demand_written(ssize_t done) {
  if (met_) std::rethrow_exception(std::exchange(met_, nullptr));
  if (done < ARCHIVE_OK) throw std::runtime_error(fmt::format("the archive: {}", archive_error_string(packer_)));
}

void Writer::add(std::string_view name, std::string_view bytes) {
  constexpr int readable_by_owner = 0600;
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, std::string(name).c_str());
  archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, readable_by_owner);
  const int begun = archive_write_header(packer_, entry);
  archive_entry_free(entry);
  demand_written(begun);
  demand_written(archive_write_data(packer_, bytes.data(), bytes.size()));
}

void Writer::finish(const std::string& name) {
  demand_written(archive_write_close(packer_));
  demand_all_well();
  if (fsync(file_.number()) != 0) fail(unfinished_, errno);
  fs::rename(unfinished_, folder_ / name);
  sync_folder(folder_);
}

Reader::Reader(int file, std::string_view identity)
    : identity_(pipe_with(identity)),
      age_({"age", "--decrypt", "--identity", "/dev/fd/3"}, {file, plain_.writes.number(), identity_.reads.number()}),
      portion_(std::size_t{64} << 10, '\0'),
      unpacker_(archive_read_new()) {
  plain_.writes.close();
  identity_.reads.close();
  archive_read_support_format_tar(unpacker_);
  archive_read_support_filter_zstd(unpacker_);
}

Reader::~Reader() { archive_read_free(unpacker_); }

std::string_view Reader::read() {
  HeldSignals::demand_none();
  return std::string_view(portion_).substr(0, read_some(plain_.reads.number(), portion_.data(), portion_.size()));
}

ssize_t Reader::give(archive* unpacker, void* reader, const void** bytes) noexcept {
  auto& self = *static_cast<Reader*>(reader);
  try {
    const std::string_view portion = self.read();
    *bytes = portion.data();
    return static_cast<ssize_t>(portion.size());
  } catch (const std::exception& error) {
    self.met_ = std::current_exception();
    archive_set_error(unpacker, EIO, "%s", error.what());
    return ARCHIVE_FATAL;
  }
}

void Reader::demand_read(ssize_t done) {
  if (met_) std::rethrow_exception(std::exchange(met_, nullptr));
  if (done < ARCHIVE_OK) throw Unreadable(fmt::format("not an archive of ours: {}", archive_error_string(unpacker_)));
}

std::optional<Reader::Entry> Reader::next() {
  if (!std::exchange(opened_, true)) demand_read(archive_read_open(unpacker_, this, nullptr, give, nullptr));
  archive_entry* entry = nullptr;
  const int found = archive_read_next_header(unpacker_, &entry);
  demand_read(found);
  if (found == ARCHIVE_EOF) return {};
  const char* name = archive_entry_pathname(entry);
  const la_int64_t bytes = archive_entry_size(entry);
  if (name == nullptr || bytes < 0 || bytes > entry_bytes_max)
    throw Unreadable("not an archive of ours: a file of no size");
  Entry read{name, std::string(static_cast<std::size_t>(bytes), '\0')};
  const la_ssize_t got = archive_read_data(unpacker_, read.bytes.data(), read.bytes.size());
  demand_read(got);
  if (got != bytes) throw Unreadable("the archive ends in the middle");
  return read;
}

void Reader::finish() {
  while (!read().empty()) continue;
  if (const int code = age_.end(); code != 0)
    throw Unreadable(fmt::format("age could not open it to its end ({})", code));
}

}  // namespace portal::admin::backup
