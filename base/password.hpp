#pragma once
#include <map>
#include <string>
#include <string_view>

namespace portal {

// What one Argon2id v1.3 hash costs. Never below these defaults in production (security.md); tests pass a small one.
struct HashCost {
  unsigned memory_kib = 19456;
  unsigned passes = 2;
  bool operator==(const HashCost&) const = default;
};

// What is stored of a password: the PHC string, and which pepper went into it.
struct PasswordHash {
  std::string phc;
  std::string pepper_id;
};

// Makes and checks password hashes. The pepper is Argon2's secret input and lives outside the database;
// older peppers stay known by their id until every row that names them is gone.
class PasswordHasher {
 public:
  // Of a process that holds no pepper: making and checking throw std::logic_error.
  PasswordHasher() = default;
  PasswordHasher(HashCost cost, std::map<std::string, std::string, std::less<>> peppers, std::string current_pepper_id);

  PasswordHash hash(std::string_view password) const;
  // False too for a damaged hash or an unknown pepper; costs one hash in every case.
  bool verify(std::string_view password, const PasswordHash& stored) const;
  // Costs what verify costs, for ids that don't exist or may not sign in, so that time tells nothing.
  void verify_nobody(std::string_view password) const;
  // True when a right password should be hashed anew: the cost grew or the pepper changed.
  bool outdated(const PasswordHash& stored) const;

 private:
  void demand_pepper() const;
  HashCost cost_;
  std::map<std::string, std::string, std::less<>> peppers_;
  std::string current_pepper_id_;
  PasswordHash nobody_;
};

}  // namespace portal
