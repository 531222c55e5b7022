#include "base/password.hpp"

#include <cstdint>
#include <cstdio>
#include <optional>
#include <stdexcept>

#include <argon2.h>
#include <fmt/format.h>
#include <sys/mman.h>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace portal {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t tag_bytes = 32;
constexpr std::uint32_t lanes = 1;

// The memory of one hash at a time, which stays this thread's: asked of the allocator, 19 MiB would be mapped, filled
// (M_PERTURB, fcgi/main.cpp) and given back for each sign-in, for a sixth of what a sign-in costs. In huge pages where
// the kernel has some; never in a core dump. Argon2 wipes it after each use.
class Workspace {
 public:
  Workspace() = default;
  ~Workspace() { give_back(); }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  // At least `bytes`; nothing where the system has no more.
  std::uint8_t* of_size(std::size_t bytes) {
    if (mapped_ < bytes + huge_page) take(bytes + huge_page);
    if (memory_ == nullptr) return nullptr;
    const std::uintptr_t unaligned = reinterpret_cast<std::uintptr_t>(memory_) % huge_page;
    return memory_ + (unaligned == 0 ? 0 : huge_page - unaligned);
  }

 private:
  static constexpr std::size_t huge_page = std::size_t{2} << 20U;

  void take(std::size_t bytes) {
    give_back();
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    madvise(memory, bytes, MADV_HUGEPAGE);
    madvise(memory, bytes, MADV_DONTDUMP);
    memory_ = static_cast<std::uint8_t*>(memory);
    mapped_ = bytes;
  }

  void give_back() {
    if (memory_ != nullptr) munmap(memory_, mapped_);
    memory_ = nullptr;
    mapped_ = 0;
  }

  std::uint8_t* memory_ = nullptr;
  std::size_t mapped_ = 0;
};

int take_workspace(std::uint8_t** memory, std::size_t bytes) {
  static thread_local Workspace workspace;
  *memory = workspace.of_size(bytes);
  return *memory == nullptr ? ARGON2_MEMORY_ALLOCATION_ERROR : ARGON2_OK;
}

void leave_workspace(std::uint8_t* /*memory*/, std::size_t /*bytes*/) {}

std::uint8_t* writable_bytes(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

// Argon2 takes its inputs as writable pointers but leaves them as they are, unless told to clear them.
argon2_context context(std::string& password, std::string& salt, std::string& pepper, std::string& tag, HashCost cost) {
  argon2_context c{};
  c.out = writable_bytes(tag);
  c.outlen = static_cast<std::uint32_t>(tag.size());
  c.pwd = writable_bytes(password);
  c.pwdlen = static_cast<std::uint32_t>(password.size());
  c.salt = writable_bytes(salt);
  c.saltlen = static_cast<std::uint32_t>(salt.size());
  c.secret = writable_bytes(pepper);
  c.secretlen = static_cast<std::uint32_t>(pepper.size());
  c.t_cost = cost.passes;
  c.m_cost = cost.memory_kib;
  c.lanes = lanes;
  c.threads = lanes;
  c.version = ARGON2_VERSION_13;
  c.allocate_cbk = take_workspace;
  c.free_cbk = leave_workspace;
  return c;
}

std::string tag_of(std::string_view password, std::string salt, std::string pepper, HashCost cost) {
  std::string copy(password);
  std::string tag(tag_bytes, '\0');
  argon2_context c = context(copy, salt, pepper, tag, cost);
  const int result = argon2id_ctx(&c);
  secret::wipe(copy);
  secret::wipe(pepper);
  if (result != ARGON2_OK) throw std::runtime_error(fmt::format("argon2: {}", argon2_error_message(result)));
  return tag;
}

// PHC strings use the ordinary base64 alphabet without padding.
std::string to_phc_base64(std::string_view bytes) {
  std::string text = secret::base64url(bytes);
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  return text;
}

std::optional<std::string> from_phc_base64(std::string text) {
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return secret::from_base64url(text);
}

struct Parsed {
  HashCost cost;
  std::string salt, tag;
};

std::optional<Parsed> parse(const std::string& phc) {
  unsigned memory_kib = 0;
  unsigned passes = 0;
  int salt_at = 0;
  // So many digits do not overflow.
  if (std::sscanf(phc.c_str(), "$argon2id$v=19$m=%9u,t=%3u,p=1$%n", &memory_kib, &passes, &salt_at) != 2 ||
      salt_at == 0)
    return {};
  const auto tag_at = phc.find('$', static_cast<std::size_t>(salt_at));
  if (tag_at == std::string::npos) return {};
  const auto salt =
      from_phc_base64(phc.substr(static_cast<std::size_t>(salt_at), tag_at - static_cast<std::size_t>(salt_at)));
  const auto tag = from_phc_base64(phc.substr(tag_at + 1));
  if (!salt || salt->size() != salt_bytes || !tag || tag->size() != tag_bytes) return {};
  return Parsed{{memory_kib, passes}, *salt, *tag};
}

}  // namespace

PasswordHasher::PasswordHasher(HashCost cost, std::map<std::string, std::string, std::less<>> peppers,
                               std::string current_pepper_id)
    : cost_(cost), peppers_(std::move(peppers)), current_pepper_id_(std::move(current_pepper_id)) {
  if (!peppers_.contains(current_pepper_id_))
    throw std::invalid_argument("the current pepper is not among the known ones");
  nobody_ = hash(random::token());
}

PasswordHash PasswordHasher::hash(std::string_view password) const {
  demand_pepper();
  const std::string salt = random::bytes(salt_bytes);
  const std::string tag = tag_of(password, salt, peppers_.at(current_pepper_id_), cost_);
  return {fmt::format("$argon2id$v=19$m={},t={},p={}${}${}", cost_.memory_kib, cost_.passes, lanes, to_phc_base64(salt),
                      to_phc_base64(tag)),
          current_pepper_id_};
}

bool PasswordHasher::verify(std::string_view password, const PasswordHash& stored) const {
  demand_pepper();
  const auto parsed = parse(stored.phc);
  const auto pepper = peppers_.find(stored.pepper_id);
  if (!parsed || pepper == peppers_.end()) {
    verify_nobody(password);
    return false;
  }
  return secret::equal(tag_of(password, parsed->salt, pepper->second, parsed->cost), parsed->tag);
}

void PasswordHasher::demand_pepper() const {
  if (peppers_.empty()) throw std::logic_error("this process holds no pepper: passwords are another pool's");
}

void PasswordHasher::verify_nobody(std::string_view password) const { static_cast<void>(verify(password, nobody_)); }

bool PasswordHasher::outdated(const PasswordHash& stored) const {
  const auto parsed = parse(stored.phc);
  return !parsed || stored.pepper_id != current_pepper_id_ || parsed->cost.memory_kib < cost_.memory_kib ||
         parsed->cost.passes < cost_.passes;
}

}  // namespace portal
