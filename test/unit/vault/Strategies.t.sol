// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {TestLst} from "test/support/TestLst.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The list of strategies and what the curator and the guardian may set about each.
contract StrategiesTest is VaultFixture {
    function test_AListedStrategyStandsAtTheEndOfTheOrder() public {
        StrategyDouble first = _addStrategy(1e18);
        StrategyDouble second = _newStrategy();
        vm.expectEmit(address(vault));
        emit IVaultTypes.StrategyAdded(address(second), 2e18, new bytes32[](0));
        vm.prank(curator);
        vault.addStrategy(address(second), 2e18);

        address[] memory list = vault.strategies();
        assertEq(list.length, 2);
        assertEq(list[0], address(first));
        assertEq(list[1], address(second));
        assertTrue(vault.strategyConfig(address(second)).listed);
        assertEq(vault.strategyConfig(address(second)).capAssets, 2e18);
    }

    function test_WhatAStrategyBringsIsRecognisedLikeAnyGain() public {
        _deposit(alice, 10e18);
        StrategyDouble strategy = _newStrategy();
        strategy.setLegs(5e18, 0);
        vm.prank(curator);
        vault.addStrategy(address(strategy), 10e18);
        assertEq(vault.totalAssets(), 10e18 + SEED);
        assertEq(vault.valuation().ask, 15e18 + SEED);
    }

    function test_RevertWhen_ListedAlready() public {
        StrategyDouble strategy = _addStrategy();
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyAlreadyListed.selector, address(strategy)));
        vm.prank(curator);
        vault.addStrategy(address(strategy), 1e18);
    }

    function test_RevertWhen_ItServesAnotherVault() public {
        StrategyDouble strategy = new StrategyDouble(eve, address(lst));
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.StrategyMismatch.selector, address(strategy), eve, address(lst))
        );
        vm.prank(curator);
        vault.addStrategy(address(strategy), 1e18);
    }

    function test_RevertWhen_ItServesAnotherAsset() public {
        TestLst other = new TestLst();
        StrategyDouble strategy = new StrategyDouble(address(vault), address(other));
        vm.expectRevert(
            abi.encodeWithSelector(
                IVaultTypes.StrategyMismatch.selector, address(strategy), address(vault), address(other)
            )
        );
        vm.prank(curator);
        vault.addStrategy(address(strategy), 1e18);
    }

    function test_RevertWhen_ThereIsNoRoom() public {
        for (uint256 i; i < 16; ++i) {
            _addStrategy();
        }
        StrategyDouble strategy = _newStrategy();
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.TooManyStrategies.selector, 16));
        vm.prank(curator);
        vault.addStrategy(address(strategy), 1e18);
    }

    function test_SixteenStrategiesCanStillBeLeft() public {
        _deposit(alice, 100e18);
        for (uint256 i; i < 16; ++i) {
            _lever(_addStrategy(), 6e18, 5);
        }
        oracle.setMarket(PAR * 99 / 100);
        uint256 gasBefore = gasleft();
        _redeemMax(alice);
        assertLt(gasBefore - gasleft(), 3_000_000);
    }

    function test_AnEmptyStrategyIsUnlistedAndTheOrderOfTheOthersStays() public {
        StrategyDouble[4] memory all = [_addStrategy(), _addStrategy(), _addStrategy(), _addStrategy()];
        vm.expectEmit(address(vault));
        emit IVaultTypes.StrategyRemoved(address(all[1]));
        vm.prank(curator);
        vault.removeStrategy(address(all[1]));

        address[] memory list = vault.strategies();
        assertEq(list.length, 3);
        assertEq(list[0], address(all[0]));
        assertEq(list[1], address(all[2]));
        assertEq(list[2], address(all[3]));
        assertFalse(vault.strategyConfig(address(all[1])).listed);
        assertEq(vault.strategyConfig(address(all[1])).capAssets, 0);
    }

    function test_TheFirstTheLastAndTheOnlyOneCanBeUnlisted() public {
        StrategyDouble[3] memory all = [_addStrategy(), _addStrategy(), _addStrategy()];
        uint8[3] memory order = [0, 2, 1];
        for (uint256 i; i < 3; ++i) {
            vm.prank(curator);
            vault.removeStrategy(address(all[order[i]]));
            assertEq(vault.strategies().length, 2 - i);
        }
    }

    function test_DustIsWrittenOff() public {
        StrategyDouble strategy = _addStrategy();
        _deposit(alice, 10e18);
        strategy.setLegs(1e9, -1e9);
        vault.sync();
        vm.prank(curator);
        vault.removeStrategy(address(strategy));
        (int256 sumLst, int256 sumEth,) = vault.sums();
        assertEq(sumLst, 0);
        assertEq(sumEth, 0);
        assertEq(vault.idle(), 10e18 + SEED, "nothing is taken out for dust");
    }

    function test_AFreeThatFailsDoesNotKeepDustListed() public {
        StrategyDouble strategy = _addStrategy();
        strategy.setLegs(1e9, 0);
        strategy.setMode(StrategyDouble.Mode.RevertOnFree);
        vm.prank(curator);
        vault.removeStrategy(address(strategy));
        assertEq(vault.strategies().length, 0);
    }

    /// @dev A place beyond the list that still named one would be counted again once the list grows.
    function test_NothingOfOneThatIsRemovedStaysInTheList() public {
        StrategyDouble first = _addStrategy();
        StrategyDouble second = _addStrategy();
        vm.startPrank(curator);
        vault.removeStrategy(address(first));
        vm.stopPrank();
        bytes32 base =
            keccak256(abi.encode(uint256(keccak256("ballast.storage.Accounting")) - 1)) & ~bytes32(uint256(0xff));
        uint256 list = uint256(base) + 6;
        assertEq(vm.load(address(vault), bytes32(list)), bytes32(uint256(uint160(address(second)))));
        assertEq(vm.load(address(vault), bytes32(list + 1)), 0);
    }

    /// @dev One that says what it owns and never pays can neither be isolated nor emptied.
    function test_OneThatAnswersAndDoesNotPayIsWrittenOff() public {
        _deposit(alice, 50e18);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, 30e18);
        strategy.setMode(StrategyDouble.Mode.RevertOnFree);
        vm.prank(curator);
        vm.expectRevert();
        vault.removeStrategy(address(strategy));
        vm.expectEmit(address(vault));
        emit IVaultTypes.StrategyRemoved(address(strategy));
        vm.prank(curator);
        vault.writeOffStrategy(address(strategy));
        assertEq(vault.strategies().length, 0);
        assertEq(vault.totalAssets(), 20e18 + SEED, "a loss in the open, at once");
    }

    /// @dev Nothing is asked of it, so that it cannot stop that either.
    function test_OneThatBurnsGasIsWrittenOffToo() public {
        StrategyDouble strategy = _addStrategy();
        strategy.setMode(StrategyDouble.Mode.BurnGas);
        vm.prank(curator);
        vault.writeOffStrategy{gas: 1_000_000}(address(strategy));
        assertEq(vault.strategies().length, 0);
    }

    function test_AWeiOverDustIsTakenOut() public {
        StrategyDouble strategy = _addStrategy();
        strategy.setLegs(1e9 + 1, 0);
        vm.prank(curator);
        vault.removeStrategy(address(strategy));
        assertEq(vault.idle(), SEED + 1e9 + 1);
    }

    /// @dev A stranger's gift, repeated before each attempt, would otherwise keep a strategy listed for ever.
    function test_AGiftDoesNotKeepAStrategyListed() public {
        StrategyDouble strategy = _addStrategy();
        strategy.gain(5e18);
        vm.prank(curator);
        vault.removeStrategy(address(strategy));
        assertEq(vault.strategies().length, 0);
        assertEq(vault.idle(), SEED + 5e18);
    }

    function test_RevertWhen_AStrategyThatOwnsOrOwesIsUnlisted() public {
        StrategyDouble strategy = _addStrategy();
        strategy.setWithdrawableLimit(0);
        int256 dust = 1e9;
        int256[2][4] memory legs =
            [[dust + 1, int256(0)], [-dust - 1, int256(0)], [int256(0), dust + 1], [int256(0), -dust - 1]];
        for (uint256 i; i < legs.length; ++i) {
            strategy.setLegs(legs[i][0], legs[i][1]);
            vm.expectRevert(
                abi.encodeWithSelector(IVaultTypes.StrategyNotEmpty.selector, address(strategy), legs[i][0], legs[i][1])
            );
            vm.prank(curator);
            vault.removeStrategy(address(strategy));
        }
    }

    function test_RevertWhen_WhatIsNotListedIsUnlistedOrCapped() public {
        bytes memory reason = abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, eve);
        vm.startPrank(curator);
        vm.expectRevert(reason);
        vault.removeStrategy(eve);
        vm.expectRevert(reason);
        vault.raiseCap(eve, 1);
        vm.stopPrank();
        vm.expectRevert(reason);
        vm.prank(guardian);
        vault.lowerCap(eve, 0);
    }

    function test_AnUnlistedStrategyCanBeListedAgain() public {
        StrategyDouble strategy = _addStrategy(5e18);
        vm.startPrank(curator);
        vault.removeStrategy(address(strategy));
        vault.addStrategy(address(strategy), 7e18);
        vm.stopPrank();
        assertEq(vault.strategyConfig(address(strategy)).capAssets, 7e18);
    }

    function test_CapsAreRaisedByTheCuratorAndLoweredByTheGuardian() public {
        StrategyDouble strategy = _addStrategy(5e18);
        vm.expectEmit(address(vault));
        emit IVaultTypes.CapSet(address(strategy), 5e18, 9e18);
        vm.prank(curator);
        vault.raiseCap(address(strategy), 9e18);

        vm.expectEmit(address(vault));
        emit IVaultTypes.CapSet(address(strategy), 9e18, 2e18);
        vm.prank(guardian);
        vault.lowerCap(address(strategy), 2e18);
        assertEq(vault.strategyConfig(address(strategy)).capAssets, 2e18);
    }

    function test_RevertWhen_ACapIsRaisedDownOrLoweredUp() public {
        StrategyDouble strategy = _addStrategy(5e18);
        uint128[2] memory wrongRaises = [uint128(5e18), 4e18];
        uint128[2] memory wrongLowers = [uint128(5e18), 6e18];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IVaultTypes.CapDirectionWrong.selector, address(strategy), 5e18, wrongRaises[i])
            );
            vm.prank(curator);
            vault.raiseCap(address(strategy), wrongRaises[i]);
            vm.expectRevert(
                abi.encodeWithSelector(IVaultTypes.CapDirectionWrong.selector, address(strategy), 5e18, wrongLowers[i])
            );
            vm.prank(guardian);
            vault.lowerCap(address(strategy), wrongLowers[i]);
        }
    }
}
