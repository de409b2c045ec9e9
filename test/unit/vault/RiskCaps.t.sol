// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {FlashKeeper} from "test/support/FlashKeeper.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice What strategies can fail together by is capped for all of them together, in LST and in parts of the vault.
contract RiskCapsTest is VaultFixture {
    bytes32 private issuer = RiskIds.issuer(address(0xA));
    bytes32 private lender = RiskIds.lender(address(0xB));
    StrategyDouble private first;
    StrategyDouble private second;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        bytes32[] memory both = new bytes32[](2);
        (both[0], both[1]) = (issuer, lender);
        first = _listed(both);
        bytes32[] memory one = new bytes32[](1);
        one[0] = lender;
        second = _listed(one);
    }

    function _listed(bytes32[] memory ids) private returns (StrategyDouble strategy) {
        strategy = _newStrategy();
        strategy.setRiskIds(ids);
        vm.prank(curator);
        vault.addStrategy(address(strategy), type(uint128).max);
    }

    function _raise(bytes32 id, uint128 capAssets, uint16 capBps) private {
        vm.prank(curator);
        vault.raiseRiskCap(id, capAssets, capBps);
    }

    function _lower(bytes32 id, uint128 capAssets, uint16 capBps) private {
        vm.prank(guardian);
        vault.lowerRiskCap(id, capAssets, capBps);
    }

    function _deployOf(StrategyDouble strategy, uint256 assets) private pure returns (IVaultTypes.Action[] memory) {
        return _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, assets, ""));
    }

    function _exceeded(bytes32 id, uint256 exposed, uint256 cap) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IVaultTypes.RiskCapExceeded.selector, id, exposed, cap);
    }

    /* BOUNDS */

    function test_WhatNobodyAllowedIsDenied() public {
        _expectBatchReverts(_deployOf(second, 1e18), _exceeded(lender, 1e18, 0));
        _raise(lender, 1e18, 10_000);
        _deploy(second, 1e18);
    }

    function test_RevertWhen_OneOfItsIdsHasNoCap() public {
        _raise(lender, 100e18, 10_000);
        _expectBatchReverts(_deployOf(first, 1e18), _exceeded(issuer, 1e18, 0));
    }

    function test_RevertWhen_TheAbsoluteCapIsPassed() public {
        _raise(lender, 30e18, 10_000);
        _expectBatchReverts(_deployOf(second, 30e18 + 1), _exceeded(lender, 30e18 + 1, 30e18));
        _deploy(second, 30e18);
    }

    function test_RevertWhen_TheRelativeCapIsPassed() public {
        _raise(lender, type(uint128).max, 2_500);
        _expectBatchReverts(_deployOf(second, 25e18 + 1), _exceeded(lender, 25e18 + 1, 25e18));
        _deploy(second, 25e18);
        _deposit(bob, 100e18);
        _deploy(second, 25e18);
        assertEq(second.lst(), 50e18, "it grows with the vault");
    }

    function test_TwoStrategiesShareACap() public {
        _raise(issuer, 100e18, 10_000);
        _raise(lender, 30e18, 10_000);
        _deploy(first, 20e18);
        _expectBatchReverts(_deployOf(second, 10e18 + 1), _exceeded(lender, 30e18 + 1, 30e18));
        _deploy(second, 10e18);
        _expectBatchReverts(_deployOf(first, 1e18), _exceeded(lender, 31e18, 30e18));
    }

    function test_AMoveFromOneToTheOtherOfTheSameRiskFits() public {
        _raise(issuer, 100e18, 10_000);
        _raise(lender, 30e18, 10_000);
        _deploy(first, 30e18);
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](2);
        actions[0] = _action(IVaultTypes.ActionKind.Free, first, 30e18, "");
        actions[1] = _action(IVaultTypes.ActionKind.Deploy, second, 30e18, "");
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.prank(keeper);
        vault.rebalance(actions, terms);
        assertEq(second.lst(), 30e18);
    }

    function test_OverALoweredCapRiskMayBeLoweredButNotRaised() public {
        _raise(lender, 60e18, 10_000);
        _deploy(second, 60e18);
        _lower(lender, 10e18, 10_000);
        _free(second, 20e18);
        _expectBatchReverts(_deployOf(second, 1e18), _exceeded(lender, 41e18, 10e18));
    }

    function test_AStrategyWithoutThatRiskIsNotBound() public {
        _raise(lender, 60e18, 10_000);
        _deploy(second, 60e18);
        _lower(lender, 0, 0);
        StrategyDouble other = _addStrategy();
        _deploy(other, 5e18);
        assertEq(other.lst(), 5e18);
    }

    function test_AnIsolatedStrategyStillCounts() public {
        _raise(issuer, 100e18, 10_000);
        _raise(lender, 30e18, 10_000);
        _deploy(first, 20e18);
        _silenceAndIsolate(first, 0);
        _expectBatchReverts(_deployOf(second, 10e18 + 1), _exceeded(lender, 30e18 + 1, 30e18));
    }

    function test_AHaircutMakesNoRoomUnderACap() public {
        _raise(issuer, 100e18, 10_000);
        _raise(lender, 30e18, 10_000);
        _deploy(first, 20e18);
        _silenceAndIsolate(first, 5_000);
        _expectBatchReverts(_deployOf(second, 10e18 + 1), _exceeded(lender, 30e18 + 1, 30e18));
        _deploy(second, 10e18);
    }

    /* FLASH DEPOSITS */

    function test_ADepositOfTheSameTransactionLiftsNoRelativeCap() public {
        _raise(lender, type(uint128).max, 2_500);
        FlashKeeper thief = new FlashKeeper(address(vault));
        vm.prank(owner);
        manager.grantRole(Roles.KEEPER, address(thief), 0);
        lst.mint(address(thief), 900e18);
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(_exceeded(lender, 26e18, 25e18));
        thief.enterAndRun(900e18, _deployOf(second, 26e18), terms);
        thief.enterAndRun(900e18, _deployOf(second, 25e18), terms);
        assertEq(second.lst(), 25e18);
        terms = _terms();
        vm.prank(address(thief));
        vault.rebalance(_deployOf(second, 225e18), terms);
        assertEq(second.lst(), 250e18, "in the next transaction it counts");
    }

    /* SETTING THEM */

    function test_RevertWhen_ACapIsRaisedDownOrLoweredUp() public {
        _raise(lender, 20e18, 2_000);
        bytes memory reason = abi.encodeWithSelector(IVaultTypes.RiskCapDirectionWrong.selector, lender, 20e18, 2_000);
        uint128[5] memory assets = [uint128(20e18), 19e18, 21e18, 19e18, 21e18];
        uint16[5] memory bps = [2_000, 2_001, 1_999, 1_999, 2_001];
        for (uint256 i; i < 4; ++i) {
            vm.expectRevert(reason);
            _raise(lender, assets[i], bps[i]);
        }
        for (uint256 i; i < 5; ++i) {
            if (i == 3) continue;
            vm.expectRevert(reason);
            _lower(lender, assets[i], bps[i]);
        }
        vm.expectEmit(address(vault));
        emit IVaultTypes.RiskCapSet(lender, 21e18, 2_000);
        _raise(lender, 21e18, 2_000);
        _raise(lender, 21e18, 2_001);
        _lower(lender, 21e18, 0);
        _lower(lender, 0, 0);
    }

    function test_RevertWhen_ARelativeCapIsOverTheWhole() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "capBps", 10_001, 0, 10_000));
        _raise(lender, 1, 10_001);
    }

    function test_CapsOfAnIdMayStandBeforeAStrategyNamesIt() public {
        bytes32 pool = RiskIds.pool(address(0xC));
        _raise(pool, 7e18, 700);
        IVaultTypes.RiskCap[] memory caps = vault.riskCaps();
        assertEq(caps.length, 3);
        assertEq(abi.encode(caps[0]), abi.encode(IVaultTypes.RiskCap(issuer, 0, 0)));
        assertEq(abi.encode(caps[1]), abi.encode(IVaultTypes.RiskCap(lender, 0, 0)));
        assertEq(abi.encode(caps[2]), abi.encode(IVaultTypes.RiskCap(pool, 7e18, 700)));
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = pool;
        StrategyDouble third = _listed(ids);
        assertEq(vault.riskCaps().length, 3, "an id that is known gets no second number");
        assertEq(vault.strategyConfig(address(third)).riskMask, 4);
        assertEq(vault.strategyConfig(address(first)).riskMask, 3);
        assertEq(vault.strategyConfig(address(second)).riskMask, 2);
    }

    function test_RevertWhen_AStrategyNamesNineIds() public {
        bytes32[] memory ids = new bytes32[](9);
        for (uint256 i; i < 9; ++i) {
            ids[i] = bytes32(i + 1);
        }
        StrategyDouble strategy = _newStrategy();
        strategy.setRiskIds(ids);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.TooManyRiskIds.selector, 9, 8));
        vm.prank(curator);
        vault.addStrategy(address(strategy), 1);
    }

    function test_RevertWhen_ThereAreSixtyFourIdsAlready() public {
        for (uint256 i = 2; i < 64; ++i) {
            _raise(bytes32(i), 1, 1);
        }
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.TooManyRiskIds.selector, 65, 64));
        _raise(bytes32(uint256(64)), 1, 1);
        _raise(bytes32(uint256(63)), 50e18, 10_000);
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = bytes32(uint256(63));
        StrategyDouble last = _listed(ids);
        _expectBatchReverts(_deployOf(last, 50e18 + 1), _exceeded(ids[0], 50e18 + 1, 50e18));
        _deploy(last, 50e18);
    }

    function test_IdsOfDifferentKindsDiffer() public pure {
        address a = address(0xA);
        bytes32[6] memory ids = [
            RiskIds.issuer(a),
            RiskIds.lender(a),
            RiskIds.lenderOracle(a),
            RiskIds.pool(a),
            RiskIds.operator(a),
            RiskIds.bridge(a)
        ];
        for (uint256 i; i < 6; ++i) {
            for (uint256 j; j < i; ++j) {
                assertNotEq(ids[i], ids[j]);
            }
        }
        assertNotEq(RiskIds.issuer(a), RiskIds.issuer(address(0xB)));
    }
}
