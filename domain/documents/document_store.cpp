#include "domain/documents/document_store.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/secret.hpp"

namespace portal::document_store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view extension = ".pdf";
constexpr std::string_view unfinished = ".part";
constexpr std::size_t fan_out_letters = 2;
constexpr std::size_t digest_letters = 64;
// The group is nginx's: the folder hands it down (mode 2751), so that it reads and nobody else does.
// Whoever knows a digest may see that it is there, which a worker does before it says that it was shown.
constexpr mode_t file_mode = 0640;
constexpr mode_t folder_mode = 0751;
constexpr mode_t withheld = 0026;

[[noreturn]] void fail(const fs::path& file) { throw std::system_error(errno, std::generic_category(), file.string()); }

class Descriptor {
 public:
  Descriptor(const fs::path& file, int flags) : file_(file), number_(open(file.c_str(), flags | O_CLOEXEC, 0600)) {
    if (number_ < 0) fail(file_);
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = write(number_, bytes.data(), bytes.size());
      if (written < 0) fail(file_);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void let_nginx_read() {
    if (fchmod(number_, file_mode) != 0) fail(file_);
  }
  void sync() {
    if (fsync(number_) != 0) fail(file_);
  }

 private:
  fs::path file_;
  int number_;
};

void sync_folder(const fs::path& folder) { Descriptor(folder, O_RDONLY | O_DIRECTORY).sync(); }

// Not by chmod: without being of nginx's group, that would take away the mark which hands the group down.
void make_folder(const fs::path& folder) {
  const mode_t before = umask(withheld);
  const int made = mkdir(folder.c_str(), folder_mode);
  const int reason = errno;
  umask(before);
  errno = reason;
  if (made != 0 && errno != EEXIST) fail(folder);
  if (made == 0) sync_folder(folder.parent_path());
}

// A file of that name may be a half one: only its content says whether it is there.
bool holds(const fs::path& file, std::string_view digest) {
  std::error_code error;
  return fs::is_regular_file(file, error) && secret::file_digest(file) == digest;
}

std::vector<fs::path> inside(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder, error)) found.push_back(entry.path());
  if (error && error != std::errc::no_such_file_or_directory) throw std::system_error(error, folder.string());
  return found;
}

}  // namespace

std::string place(SocietyId society, std::string_view digest) {
  return fmt::format("{}/{}/{}{}", number(society), digest.substr(0, fan_out_letters), digest, extension);
}

void put(const fs::path& folder, SocietyId society, std::string_view digest, std::string_view bytes) {
  const fs::path file = folder / place(society, digest);
  make_folder(file.parent_path().parent_path());
  make_folder(file.parent_path());
  if (holds(file, digest)) {
    Descriptor(file, O_RDONLY).sync();
  } else {
    const fs::path fresh = file.string() + std::string(unfinished);
    Descriptor out(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    out.write_all(bytes);
    out.let_nginx_read();
    out.sync();
    fs::rename(fresh, file);
  }
  sync_folder(file.parent_path());
}

std::int64_t size(const fs::path& folder, SocietyId society, std::string_view digest) {
  std::error_code error;
  const auto bytes = fs::file_size(folder / place(society, digest), error);
  return error ? -1 : static_cast<std::int64_t>(bytes);
}

bool is_lost(const fs::path& folder, SocietyId society, const Bytes& bytes) {
  if (folder.empty()) return false;
  std::error_code error;
  const auto found = fs::file_size(folder / place(society, bytes.digest), error);
  if (error) return error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
  return static_cast<std::int64_t>(found) != bytes.size;
}

std::int64_t remove(const fs::path& folder, SocietyId society, const Pick& unneeded, bool dry_run) {
  std::int64_t count = 0;
  for (const fs::path& part : inside(folder / std::to_string(number(society)))) {
    std::vector<std::string> digests;
    std::vector<fs::path> gone;
    for (const fs::path& file : inside(part)) {
      if (file.extension() == extension && file.stem().string().size() == digest_letters)
        digests.push_back(file.stem().string());
      if (file.extension() == unfinished) gone.push_back(file);
    }
    for (const std::string& digest : unneeded(digests)) gone.push_back(part / (digest + std::string(extension)));
    count += static_cast<std::int64_t>(gone.size());
    for (const fs::path& file : gone)
      if (!dry_run) fs::remove(file);
  }
  return count;
}

}  // namespace portal::document_store
