// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A strategy that does not answer is carried at its last known legs, visibly marked down, and the rest of the vault goes on.
contract IsolationTest is VaultFixture {
    StrategyDouble private broken;
    StrategyDouble private sound;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 60e18);
        _deposit(bob, 40e18 - SEED);
        (broken, sound) = (_addStrategy(), _addStrategy());
        _lever(broken, 30e18, 3);
        _deploy(sound, 40e18);
    }

    /// @dev One that answers stops to do so first, after the vault has heard it.
    function _isolate(StrategyDouble strategy, uint16 haircutBps) private {
        if (strategy.mode() == StrategyDouble.Mode.Honest) {
            vault.sync();
            strategy.setMode(StrategyDouble.Mode.RevertOnExposure);
        }
        vm.prank(guardian);
        vault.isolate(address(strategy), haircutBps);
    }

    /* LEGS */

    function test_OneThatAnswersIsCarriedAtWhatItSays() public {
        broken.setLegs(91e18, -72e18);
        vm.expectEmit(address(vault));
        emit IVaultTypes.StrategyIsolatedAt(address(broken), 91e18, -72e18, 1_000);
        _isolate(broken, 1_000);
        assertEq(
            abi.encode(vault.isolation(address(broken))), abi.encode(IVaultTypes.Isolation(true, 1_000, 91e18, -72e18))
        );
    }

    function test_OneThatRevertsIsCarriedAtWhatTheSumsLeaveForIt() public {
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        _isolate(broken, 0);
        IVaultTypes.Isolation memory kept = vault.isolation(address(broken));
        assertEq(kept.lst, 90e18);
        assertEq(kept.eth, -72e18);
        assertEq(vault.valuation().navPar, 100e18);
    }

    function test_OneThatBurnsAllGasIsIsolatedToo() public {
        broken.setMode(StrategyDouble.Mode.BurnGas);
        uint256 gasBefore = gasleft();
        _isolate(broken, 0);
        assertLt(gasBefore - gasleft(), 3_000_000);
        assertEq(vault.isolation(address(broken)).lst, 90e18);
        assertGt(_redeem(alice, 10e18), 0);
    }

    function test_TwoBrokenStrategiesAreCarriedAtTheSumOfBoth() public {
        StrategyDouble third = _addStrategy();
        _deploy(third, 10e18);
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        third.setMode(StrategyDouble.Mode.BurnGas);
        _isolate(third, 0);
        _isolate(broken, 0);
        (IVaultTypes.Isolation memory a, IVaultTypes.Isolation memory b) =
            (vault.isolation(address(broken)), vault.isolation(address(third)));
        assertEq(int256(a.lst) + b.lst, 100e18);
        assertEq(int256(a.eth) + b.eth, -72e18);
        assertEq(vault.valuation().navPar, 100e18, "neither lost nor counted twice");
    }

    function test_TheHaircutOfTheFirstIsNotTakenForTheSeconds() public {
        sound.setMode(StrategyDouble.Mode.RevertOnExposure);
        _isolate(broken, 5_000);
        _isolate(sound, 0);
        assertEq(vault.isolation(address(sound)).lst, 40e18);
        assertEq(vault.isolation(address(sound)).eth, 0);
        assertEq(vault.valuation().navPar, 85e18);
    }

    /* PRICES */

    function test_LeavesBearTheHaircutAndEntrantsPayWithoutIt() public {
        _isolate(broken, 2_000);
        IVaultTypes.Valuation memory v = vault.valuation();
        // A fifth of 90 LST less 72 ETH at 1.2: 6.
        assertEq(v.bid, 94e18);
        assertEq(v.navPar, 94e18);
        assertEq(v.accrued, 94e18);
        assertEq(v.ask, 100e18);
        assertEq(vault.previewDeposit(10e18), 10e18, "entrants at stored sums as well");
        vault.sync();
        assertEq(vault.previewDeposit(10e18), 10e18);
    }

    function test_AtAnyMarketTheAskIsThatOfTheWholeLegs() public {
        broken.setLegs(10e18, 24e18);
        vault.sync();
        uint256 before = vault.previewMint(10e18);
        _isolate(broken, 5_000);
        assertEq(vault.previewMint(10e18), before);
        oracle.setMarket(PAR * 8 / 10);
        assertGt(vault.previewMint(10e18), before, "ETH owned costs an entrant more at a discount, isolated or not");
    }

    function test_RevertWhen_TheHaircutIsOverHalf() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "haircutBps", 5_001, 0, 5_000));
        _isolate(broken, 5_001);
        _isolate(broken, 5_000);
        assertEq(vault.totalAssets(), 85e18, "never silently zero");
    }

    /// @dev Of one that owes more than it owns a part less would be worth more.
    function test_AHaircutNeverRaisesWhatLeaversGet() public {
        sound.setLegs(10e18, -24e18);
        vault.sync();
        IVaultTypes.Valuation memory before = vault.valuation();
        _isolate(sound, 5_000);
        assertLe(vault.valuation().bid, before.bid);
        assertGe(vault.valuation().ask, before.ask, "nor lowers what entrants pay");
    }

    /* THE REST GOES ON */

    function test_LeavesGoOnWhereItRevertedEveryCall() public {
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        vm.expectRevert();
        vm.prank(alice);
        vault.redeem(10e18, alice, alice);
        _isolate(broken, 0);
        assertEq(vault.maxRedeem(alice), 60e18, "idle and the sound one");
        assertEq(_redeem(alice, 60e18), 60e18);
        assertEq(vault.maxRedeem(bob), 10e18, "what is left besides the isolated one");
        vm.prank(bob);
        assertGt(vault.exit(5e18, 0, bob), 0);
        uint256 preview = vault.previewDeposit(1e18);
        assertLt(preview, 1e18, "she pays for what his slice of the isolated one left to the others");
        assertEq(_deposit(eve, 1e18), preview);
    }

    function test_RevertWhen_ABatchActsOnIt() public {
        _isolate(broken, 0);
        bytes memory reason = abi.encodeWithSelector(IVaultTypes.StrategyIsolated.selector, address(broken));
        _expectBatchReverts(_batch(_action(IVaultTypes.ActionKind.Free, broken, 1e18, "")), reason);
        _expectBatchReverts(_batch(_action(IVaultTypes.ActionKind.Deploy, broken, 0, "")), reason);
        _free(sound, 40e18);
        assertEq(vault.idle(), 70e18);
    }

    function test_RevertWhen_ItIsRescued() public {
        _isolate(broken, 0);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyIsolated.selector, address(broken)));
        vault.rescue(address(broken), eve);
    }

    function test_WhatItDoesMeanwhileCountsForNothing() public {
        _isolate(broken, 0);
        broken.gain(50e18);
        assertEq(vault.valuation().navPar, 100e18);
        broken.lose(130e18);
        vault.sync();
        assertEq(vault.valuation().navPar, 100e18);
    }

    /* BACK, OR WRITTEN OFF */

    function test_TheCuratorReadmitsIt() public {
        _isolate(broken, 3_000);
        vault.sync();
        vm.expectEmit(address(vault));
        emit IVaultTypes.StrategyReadmitted(address(broken));
        vm.prank(curator);
        vault.readmit(address(broken));
        assertFalse(vault.isolation(address(broken)).active);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertEq(v.navPar, 100e18);
        assertEq(v.ask, 100e18);
        assertEq(v.accrued, 91e18, "what the haircut took is a gain like any other");
        (int256 sumLst, int256 sumEth,) = vault.sums();
        assertEq(sumLst, 130e18);
        assertEq(sumEth, -72e18);
        _lever(broken, 1e18, 1);
    }

    function test_OneBackFromIsolationIsHeldBackNoMoreWhileAnotherIs() public {
        _isolate(broken, 5_000);
        _isolate(sound, 5_000);
        assertEq(vault.valuation().ask, 100e18);
        vm.prank(curator);
        vault.readmit(address(sound));
        assertEq(vault.valuation().ask, 100e18);
        assertEq(vault.valuation().navPar, 85e18);
        assertEq(vault.previewDeposit(10e18), 10e18);
    }

    function test_RevertWhen_OneThatStillDoesNotAnswerIsReadmitted() public {
        _isolate(broken, 0);
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        vm.expectRevert();
        vm.prank(curator);
        vault.readmit(address(broken));
        assertTrue(vault.isolation(address(broken)).active);
    }

    function test_TheCuratorWritesItOff() public {
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        _isolate(broken, 1_000);
        vm.prank(curator);
        vault.removeStrategy(address(broken));
        assertEq(vault.strategies().length, 1);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertEq(v.navPar, 70e18);
        assertEq(v.ask, 70e18, "nothing of it is held back any more");
        assertEq(v.accrued, 70e18);
        (int256 sumLst, int256 sumEth,) = vault.sums();
        assertEq(sumLst, 40e18);
        assertEq(sumEth, 0);
    }

    function test_RevertWhen_IsolatedTwiceOrReadmittedUnasked() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotIsolated.selector, address(broken)));
        vm.prank(curator);
        vault.readmit(address(broken));
        _isolate(broken, 0);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyIsolated.selector, address(broken)));
        _isolate(broken, 0);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, eve));
        vm.prank(guardian);
        vault.isolate(eve, 0);
    }

    /// @dev Whoever knows of an isolation and its end in advance gains nothing by entering between them.
    function testFuzz_EnteringAroundAnIsolationNeverProfits(uint16 haircutBps, uint256 assets, uint256 moment) public {
        assets = bound(assets, 1e12, 1e22);
        moment = bound(moment, 0, 2);
        if (moment == 0) _deposit(eve, assets);
        _isolate(broken, uint16(bound(haircutBps, 0, 5_000)));
        if (moment == 1) _deposit(eve, assets);
        vault.sync();
        if (moment == 2) _deposit(eve, assets);
        uint256 shares = vault.maxRedeem(eve);
        if (shares / 2 != 0) _redeem(eve, shares / 2);
        vm.prank(curator);
        vault.readmit(address(broken));
        _redeemMax(eve);
        assertLe(lst.balanceOf(eve), assets);
    }
}
