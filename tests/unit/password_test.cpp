#include "base/password.hpp"

#include <set>

#include <boost/test/unit_test.hpp>
#include <malloc.h>
#include <sys/resource.h>

using portal::HashCost;
using portal::PasswordHash;
using portal::PasswordHasher;

namespace {

constexpr HashCost cheap{8, 1};
const std::string old_key(32, 'o'), new_key(32, 'n');

std::string salt_of(const PasswordHash& hash) {  // $argon2id$v=19$m=…,t=…,p=…$SALT$TAG
  const auto end = hash.phc.rfind('$');
  const auto begin = hash.phc.rfind('$', end - 1) + 1;
  return hash.phc.substr(begin, end - begin);
}

long pages_taken() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_minflt;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(passwords)

BOOST_AUTO_TEST_CASE(a_hash_costs_what_the_rules_demand_and_each_has_a_salt_of_16_bytes_of_its_own) {
  const PasswordHasher production({}, {{"pepper-1", old_key}}, "pepper-1");
  BOOST_TEST(production.hash("hanabi2026").phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  const PasswordHasher hasher(cheap, {{"pepper-1", old_key}}, "pepper-1");
  std::set<std::string> salts;
  for (int one = 0; one < 500; ++one) salts.insert(salt_of(hasher.hash("hanabi2026")));
  BOOST_TEST(salts.size() == 500U);
  for (const std::string& salt : salts) BOOST_TEST(salt.size() == 22U);  // 16 bytes of base64
}

BOOST_AUTO_TEST_CASE(the_memory_of_a_hash_is_asked_of_the_machine_once) {
  mallopt(M_MMAP_THRESHOLD, 1 << 17);  // what the allocator gets back, it gives back at once
  const PasswordHasher hasher({1 << 16, 1}, {{"pepper-1", old_key}}, "pepper-1");
  const PasswordHash stored = hasher.hash("hanabi2026");
  const long before = pages_taken();
  BOOST_TEST(hasher.verify("hanabi2026", stored));
  BOOST_TEST(pages_taken() - before < 100);  // 64 MiB are 16,384 of them
}

BOOST_AUTO_TEST_CASE(a_dearer_hash_after_a_cheaper_one_has_the_memory_that_it_needs) {
  const PasswordHasher one(cheap, {{"pepper-1", old_key}}, "pepper-1");
  const PasswordHasher dearer({4096, 1}, {{"pepper-1", old_key}}, "pepper-1");
  const PasswordHash stored = one.hash("hanabi2026");
  BOOST_TEST(dearer.verify("hanabi2026", dearer.hash("hanabi2026")));
  BOOST_TEST(dearer.verify("hanabi2026", stored));
}

BOOST_AUTO_TEST_CASE(every_character_of_a_long_password_counts_and_none_is_trimmed_or_folded) {
  const PasswordHasher hasher(cheap, {{"pepper-1", old_key}}, "pepper-1");
  for (const std::size_t length : {8U, 64U, 128U}) {
    const std::string password = std::string(length - 1, 'a') + "1";
    const PasswordHash stored = hasher.hash(password);
    BOOST_TEST(hasher.verify(password, stored));
    for (const std::string& other :
         {std::string(length - 1, 'a') + "2", password.substr(0, length - 1), password + " ", " " + password,
          std::string(length - 1, 'A') + "1", std::string(length - 1, 'a') + "\xef\xbc\x91"})
      BOOST_TEST(!hasher.verify(other, stored), other);
  }
}

BOOST_AUTO_TEST_CASE(without_its_pepper_a_hash_is_useless_and_an_older_pepper_is_known_until_it_is_replaced) {
  const PasswordHasher before(cheap, {{"pepper-1", old_key}}, "pepper-1");
  const PasswordHash stored = before.hash("hanabi2026");
  const PasswordHasher foreign(cheap, {{"pepper-1", new_key}}, "pepper-1");
  BOOST_TEST(!foreign.verify("hanabi2026", stored));
  const PasswordHasher without(cheap, {{"pepper-2", new_key}}, "pepper-2");
  BOOST_TEST(!without.verify("hanabi2026", stored));
  const PasswordHasher after(cheap, {{"pepper-1", old_key}, {"pepper-2", new_key}}, "pepper-2");
  BOOST_TEST(after.verify("hanabi2026", stored));
  BOOST_TEST(after.outdated(stored));
  BOOST_TEST(after.hash("hanabi2026").pepper_id == "pepper-2");
  BOOST_TEST(!after.outdated(after.hash("hanabi2026")));
}

BOOST_AUTO_TEST_SUITE_END()
