// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Storage collision: a vault with everything in it that it can hold, upgraded; and the namespaces that its storage must lie in.
contract StorageCollisionTest is VaultFixture {
    uint256 private constant SEQUENTIAL = 400;
    uint256 private constant WIDTH = 64;

    function _namespaces() private pure returns (bytes32[] memory bases) {
        string[7] memory ids = [
            "ballast.storage.Accounting",
            "ballast.storage.Allocation",
            "openzeppelin.storage.ERC20",
            "openzeppelin.storage.EIP712",
            "openzeppelin.storage.Nonces",
            "openzeppelin.storage.AccessManaged",
            "openzeppelin.storage.Initializable"
        ];
        bases = new bytes32[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            bases[i] = keccak256(abi.encode(uint256(keccak256(bytes(ids[i]))) - 1)) & ~bytes32(uint256(0xff));
        }
    }

    /// @dev Users, strategies, caps, fees, pauses, a revoked keeper, an isolated strategy, an allowance, a used permit's nonce.
    function _fill() private {
        _deposit(alice, 100e18);
        StrategyDouble strategy = _addStrategy(60e18);
        _lever(strategy, 50e18, 4);
        vm.startPrank(curator);
        vault.raiseRiskCap(RiskIds.pool(address(0xC)), 6e18, 6_000);
        vault.setFees(IVaultTypes.FeeTerms(bob, 1_000, 100));
        vm.stopPrank();
        vm.prank(alice);
        vault.approve(bob, 7e18);
        skip(1 days);
        _silenceAndIsolate(strategy, 1_000);
        vm.startPrank(guardian);
        vault.revokeKeeper(eve);
        vault.pause(2);
        vm.stopPrank();
    }

    function _snapshot() private view returns (bytes32 hash) {
        bytes32[] memory bases = _namespaces();
        for (uint256 slot; slot < SEQUENTIAL; ++slot) {
            hash = keccak256(abi.encode(hash, vm.load(address(vault), bytes32(slot))));
        }
        for (uint256 i; i < bases.length; ++i) {
            for (uint256 j; j < WIDTH; ++j) {
                hash = keccak256(abi.encode(hash, vm.load(address(vault), bytes32(uint256(bases[i]) + j))));
            }
        }
    }

    /// @dev An upgrade writes the implementation's slot and no other, and leaves each slot as it was.
    function test_AnUpgradeWritesOneSlot() public {
        _fill();
        bytes32 before = _snapshot();
        address next = _deployImplementation();
        vm.record();
        vm.prank(owner);
        vault.upgradeToAndCall(next, "");
        (, bytes32[] memory writes) = vm.accesses(address(vault));
        assertGt(writes.length, 0);
        for (uint256 i; i < writes.length; ++i) {
            assertEq(writes[i], ERC1967Utils.IMPLEMENTATION_SLOT);
        }
        assertEq(_snapshot(), before);
        assertEq(vm.load(address(vault), ERC1967Utils.IMPLEMENTATION_SLOT), bytes32(uint256(uint160(next))));
    }

    /// @dev Upgraded to something else and back: what it held all the while is there.
    function test_ThereAndBackEverythingIsThere() public {
        _fill();
        bytes32 before = _snapshot();
        bytes32 told = keccak256(abi.encode(vault.valuation(), vault.balanceOf(alice), vault.allowance(alice, bob)));
        address next = _deployImplementation();
        address other = address(new OtherVersion());
        vm.startPrank(owner);
        vault.upgradeToAndCall(other, "");
        assertEq(OtherVersion(address(vault)).version(), 2);
        vault.upgradeToAndCall(next, "");
        vm.stopPrank();
        assertEq(_snapshot(), before);
        assertEq(keccak256(abi.encode(vault.valuation(), vault.balanceOf(alice), vault.allowance(alice, bob))), told);
    }

    /// @dev Nothing lies in the slots that a compiler hands out one after the other, which a proxy or a later base could hand out again.
    function test_NothingLiesInSequentialSlots() public {
        _fill();
        for (uint256 slot; slot < SEQUENTIAL; ++slot) {
            assertEq(vm.load(address(vault), bytes32(slot)), bytes32(0), vm.toString(slot));
        }
    }

    /// @dev No two namespaces overlap, nor does one reach the proxy's own slots; what lies outside is a mapping's or a list's, which are hashes.
    function test_NamespacesAreApart() public view {
        bytes32[] memory bases = _namespaces();
        bytes32[2] memory proxys = [ERC1967Utils.IMPLEMENTATION_SLOT, ERC1967Utils.ADMIN_SLOT];
        for (uint256 i; i < bases.length; ++i) {
            for (uint256 j; j < bases.length; ++j) {
                if (i != j) assertTrue(_apart(bases[i], bases[j]));
            }
            for (uint256 j; j < proxys.length; ++j) {
                assertTrue(_apart(bases[i], proxys[j]));
            }
        }
        // Those that the vault writes are not empty: the table names the right ones.
        for (uint256 i; i < bases.length; ++i) {
            bool used;
            for (uint256 j; j < WIDTH; ++j) {
                used = used || vm.load(address(vault), bytes32(uint256(bases[i]) + j)) != bytes32(0);
            }
            assertEq(used, i != 4, "Nonces holds a mapping alone");
        }
    }

    function _apart(bytes32 a, bytes32 b) private pure returns (bool) {
        (uint256 low, uint256 high) = uint256(a) < uint256(b) ? (uint256(a), uint256(b)) : (uint256(b), uint256(a));
        return high - low >= WIDTH;
    }
}

/// @notice Another version, which keeps nothing of its own.
contract OtherVersion is UUPSUpgradeable {
    function version() external pure returns (uint256) {
        return 2;
    }

    function _authorizeUpgrade(address) internal override {}
}
