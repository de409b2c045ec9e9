// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {VaultOnReplica} from "test/support/VaultOnReplica.sol";

/// @notice What a vault relies on of every strategy. A strategy's own file says how it is built and put to work, and inherits the rest.
/// @dev Runs on the replica, and with `MAINNET_RPC_URL` on a fork of mainnet. docs/STRATEGIES.md says what each test stands for.
abstract contract StrategyConformance is VaultOnReplica {
    /// @dev What is put to work, far over the rounding of any venue and, levered as it may be, far under its depth.
    uint256 internal constant LEAST = 1e15;
    uint256 internal constant MOST = 50e18;

    IStrategy internal strategy;

    function setUp() public virtual override {
        super.setUp();
        strategy = _build();
        _list(strategy);
        // What is deployed comes out of what this depositor brings.
        _enter(depositor, 2 * MOST);
    }

    /* WHAT A STRATEGY FILLS IN */

    /// @dev Deploys the strategy for `vault`.
    function _build() internal virtual returns (IStrategy);

    /// @dev Puts `assets`, which the strategy gets from the vault, to work in the way that is typical of it, in whatever state `seed` names.
    function _work(uint256 assets, uint256 seed) internal virtual;

    /// @dev Parts in 10,000 of the value by which a full unwind with the market at par may pay less, or more, than exposure says.
    function _toleranceBps() internal pure virtual returns (uint256);

    /// @dev Brings the market in which the strategy unwinds to par.
    function _bringMarketToPar() internal virtual;

    /// @dev Makes the venue refuse everything, as its own governance could. @return Whether the venue can be stopped at all.
    function _stopTheVenue() internal virtual returns (bool);

    /// @dev Whoever could be left with an approval.
    function _spenders() internal view virtual returns (address[] memory);

    /// @dev Parts of its value that neither a sale nor an unwind can bring back today (claims that mature), in LST wei at par.
    function _locked() internal view virtual returns (uint256) {
        return 0;
    }

    /* WHO */

    function test_KnowsItsVaultItsAssetAndItsName() public view {
        assertEq(strategy.vault(), address(vault));
        assertEq(strategy.asset(), vault.asset());
        assertGt(bytes(strategy.kind()).length, 0);
    }

    function test_NamesWhatItCanFailTogetherWithOthersBy() public view {
        bytes32[] memory ids = strategy.riskIds();
        assertGt(ids.length, 0, "something can always fail");
        assertLe(ids.length, 8);
        for (uint256 i; i < ids.length; ++i) {
            for (uint256 j; j < i; ++j) {
                assertNotEq(ids[i], ids[j], "named twice");
            }
        }
    }

    function test_NobodyButTheVaultHasAnythingDone() public {
        _work(10e18, 0);
        bytes[4] memory calls = [
            abi.encodeCall(IStrategy.deploy, (0, "")),
            abi.encodeCall(IStrategy.free, (1, "")),
            abi.encodeCall(IStrategy.manage, ("")),
            abi.encodeCall(IStrategy.unwind, (1e18))
        ];
        address[3] memory callers = [stranger, keeper, depositor];
        for (uint256 i; i < calls.length; ++i) {
            for (uint256 j; j < callers.length; ++j) {
                vm.prank(callers[j]);
                (bool ok, bytes memory reason) = address(strategy).call(calls[i]);
                assertFalse(ok);
                assertEq(reason, abi.encodeWithSelector(IStrategy.OnlyVault.selector, callers[j], vault));
            }
        }
    }

    function test_RefusesAnOperationThatItDoesNotKnow() public {
        _work(10e18, 0);
        bytes[3] memory unknown = [bytes(""), hex"deadbeef", abi.encodeWithSignature("sweep(address)", stranger)];
        for (uint256 i; i < unknown.length; ++i) {
            // Shorter data is padded with zeros.
            // forge-lint: disable-next-line(unsafe-typecast)
            vm.expectRevert(abi.encodeWithSelector(IStrategy.UnknownOperation.selector, bytes4(unknown[i])));
            vm.prank(address(vault));
            strategy.manage(unknown[i]);
        }
    }

    function test_RefusesWhatTheVaultDidNotSend() public {
        uint256 balance = LST.balanceOf(address(strategy));
        vm.expectRevert(abi.encodeWithSelector(IStrategy.TransferMissing.selector, balance + 1e18, balance));
        vm.prank(address(vault));
        strategy.deploy(balance + 1e18, "");
    }

    function test_RefusesASliceOfMoreThanAll() public {
        _work(10e18, 0);
        vm.expectRevert(abi.encodeWithSelector(IStrategy.FractionOverOne.selector, 1e18 + 1));
        vm.prank(address(vault));
        strategy.unwind(1e18 + 1);
    }

    /* WHAT IT SAYS */

    /// @dev The value of a freshly opened position is what it cost, less what trading cost.
    function testFuzz_WhatGoesInIsThere(uint256 assets, uint256 seed) public {
        assets = bound(assets, LEAST, MOST);
        _bringMarketToPar();
        _work(assets, seed);
        assertApproxEqAbs(_value(), assets, _tolerance(assets));
    }

    /// @dev No state reports more than it can pay, nor hides what it could.
    function testFuzz_AFullUnwindPaysWhatExposureSays(uint256 assets, uint256 seed) public {
        assets = bound(assets, LEAST, MOST);
        _work(assets, seed);
        _bringMarketToPar();
        uint256 value = _value() - _locked();
        uint256 paid = _unwind(1e18);
        assertGe(paid + _tolerance(value), value, "exposure said more than it paid");
        assertLe(paid, value + _tolerance(value), "exposure hid what it paid");
        assertLe(_value(), _locked() + _tolerance(value), "what is left");
    }

    /// @dev A leaver's slice comes out of each leg alike, so that those who stay keep the position that they had.
    function testFuzz_ASliceLeavesTheRestAsItWas(uint256 assets, uint256 seed, uint256 fractionWad) public {
        assets = bound(assets, LEAST, MOST);
        fractionWad = bound(fractionWad, 0.01e18, 0.9e18);
        _work(assets, seed);
        _bringMarketToPar();
        (uint256 before, uint256 locked) = (_value(), _locked());
        _unwind(fractionWad);
        uint256 kept = locked + (before - locked) * (1e18 - fractionWad) / 1e18;
        assertGe(_value() + _tolerance(before) / 10 + 1e7, kept, "those who stay paid for the leaver");
    }

    /* WHAT IT PAYS */

    function testFuzz_WithdrawableIsPaidInFullAndNoMore(uint256 assets, uint256 seed, uint256 part) public {
        _work(bound(assets, LEAST, MOST), seed);
        uint256 most = strategy.withdrawable();
        uint256 over = most + 1 + bound(part, 1e12, 1e18);
        vm.prank(address(vault));
        (bool ok,) = address(strategy).call(abi.encodeCall(IStrategy.free, (over, "")));
        assertFalse(ok, "more than it promised");
        if (most == 0) return;
        uint256 asked = bound(part, 1, most);
        (uint256 value, uint256 idle) = (_value(), LST.balanceOf(address(vault)));
        vm.startPrank(address(vault));
        strategy.free(asked, "");
        if (strategy.withdrawable() != 0) strategy.free(strategy.withdrawable(), "");
        vm.stopPrank();
        uint256 paid = LST.balanceOf(address(vault)) - idle;
        assertGe(paid, asked);
        assertApproxEqAbs(paid, most, 1e9, "what it promised before is paid in two parts as well");
        assertGe(_value() + paid + 1e9, value, "and without a loss");
    }

    function testFuzz_ExposureFollowsWhatIsFreed(uint256 assets, uint256 seed) public {
        _work(bound(assets, LEAST, MOST), seed);
        uint256 part = strategy.withdrawable() / 2;
        vm.assume(part != 0);
        uint256 before = _value();
        vm.prank(address(vault));
        strategy.free(part, "");
        assertApproxEqAbs(_value(), before - part, _tolerance(before) / 10 + 1e9);
    }

    /* WHAT IT LEAVES BEHIND */

    function test_NoApprovalOutlivesAnOperation() public {
        _work(20e18, 1);
        _assertNoApproval("after it was put to work");
        uint256 part = strategy.withdrawable() / 2;
        vm.prank(address(vault));
        strategy.free(part, "");
        _assertNoApproval("after a part was freed");
        _unwind(0.5e18);
        _assertNoApproval("after a slice was unwound");
    }

    /// @dev A stranger's gift neither stops an operation nor makes one pay less.
    function test_GiftsStopNothing() public {
        _work(20e18, 0);
        deal(address(LST), stranger, 3);
        deal(address(WETH), stranger, 3);
        vm.startPrank(stranger);
        assertTrue(LST.transfer(address(strategy), 3));
        assertTrue(IERC20(address(WETH)).transfer(address(strategy), 3));
        vm.stopPrank();
        uint256 value = _value();
        _work(10e18, 0);
        uint256 part = strategy.withdrawable() / 2;
        vm.prank(address(vault));
        strategy.free(part, "");
        assertGe(_value() + part + _tolerance(value + 10e18), value + 10e18);
        _unwind(1e18);
    }

    /* WHEN THE VENUE FAILS */

    /// @dev A leave asks it what it can pay, and a revert there would hold up all others.
    function test_AStoppedVenueHasNothingToGiveAndStillSaysWhatIsOwned() public {
        _work(20e18, 0);
        uint256 value = _value();
        uint256 own = LST.balanceOf(address(strategy));
        if (!_stopTheVenue()) return;
        assertLe(strategy.withdrawable(), own);
        assertApproxEqAbs(_value(), value, 1e9);
        vault.sync();
    }

    /* IN THE VAULT */

    /// @dev With the strategy at work everybody leaves in the end, by whatever way is open.
    function testFuzz_EverybodyLeaves(uint256 assets, uint256 seed) public {
        assets = bound(assets, LEAST, MOST);
        _work(assets, seed);
        _bringMarketToPar();
        (uint256 shares, uint256 locked) = (vault.balanceOf(depositor), _locked());
        uint256 worth = vault.convertToAssets(shares);
        vm.prank(depositor);
        uint256 paid = vault.exit(shares, 0, depositor);
        assertGe(paid + locked + _tolerance(assets), worth);
    }

    /* READING */

    /// @dev Value at par, LST wei.
    function _value() internal view returns (uint256) {
        (uint256 parWad,) = oracle.par();
        (int256 lst, int256 eth) = strategy.exposure(parWad);
        return BalanceSheet.nav(0, lst, eth, parWad, Math.Rounding.Floor);
    }

    function _tolerance(uint256 value) internal pure returns (uint256) {
        return value * _toleranceBps() / BPS + 1e9;
    }

    function _unwind(uint256 fractionWad) internal returns (uint256 paid) {
        uint256 before = LST.balanceOf(address(vault));
        vm.prank(address(vault));
        strategy.unwind(fractionWad);
        return LST.balanceOf(address(vault)) - before;
    }

    /// @dev The keeper's deploy of `assets` with an operation.
    function _deployWith(uint256 assets, bytes memory data) internal {
        _rebalance(IVaultTypes.ActionKind.Deploy, strategy, assets, data);
    }

    function _assertNoApproval(string memory when) private view {
        address[] memory spenders = _spenders();
        for (uint256 i; i < spenders.length; ++i) {
            assertEq(LST.allowance(address(strategy), spenders[i]), 0, when);
            assertEq(IERC20(address(WETH)).allowance(address(strategy), spenders[i]), 0, when);
            assertEq(IERC20(address(STETH)).allowance(address(strategy), spenders[i]), 0, when);
        }
    }
}
