// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A cap bounds what a batch may raise an allocation to, measured as value at par.
contract CapsTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy(50e18);
    }

    function test_UpToTheCapGoes() public {
        _deploy(strategy, 50e18);
        assertEq(strategy.lst(), 50e18);
    }

    function test_RevertWhen_AWeiOverTheCap() public {
        _expectCapReverts(
            _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 50e18 + 1, "")), address(strategy), 50e18 + 1, 50e18
        );
    }

    function test_RevertWhen_TheCapIsPassedInSeveralActions() public {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](2);
        actions[0] = _action(IVaultTypes.ActionKind.Deploy, strategy, 30e18, "");
        actions[1] = _action(IVaultTypes.ActionKind.Deploy, strategy, 30e18, "");
        _expectCapReverts(actions, address(strategy), 60e18, 50e18);
    }

    function test_RevertWhen_TheCapIsPassedInSeveralBatches() public {
        _deploy(strategy, 30e18);
        _expectCapReverts(
            _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 30e18, "")), address(strategy), 60e18, 50e18
        );
    }

    function test_RevertWhen_TheSecondStrategyPassesItsCap() public {
        StrategyDouble second = _addStrategy(10e18);
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](2);
        actions[0] = _action(IVaultTypes.ActionKind.Deploy, strategy, 30e18, "");
        actions[1] = _action(IVaultTypes.ActionKind.Deploy, second, 11e18, "");
        _expectCapReverts(actions, address(second), 11e18, 10e18);
        (actions[0], actions[1]) = (actions[1], actions[0]);
        _expectCapReverts(actions, address(second), 11e18, 10e18);
    }

    function test_TheCapCountsValueNotLeverage() public {
        _lever(strategy, 50e18, 6);
        assertEq(strategy.lst(), 300e18);
    }

    function test_TheCapIsMeasuredAtParWhateverTheMarketSays() public {
        oracle.setMarket(PAR / 2);
        _lever(strategy, 50e18, 3);
        assertEq(strategy.lst(), 150e18);
    }

    function test_AStrategyOverItsCapMayShrink() public {
        _deploy(strategy, 50e18);
        vm.prank(guardian);
        vault.lowerCap(address(strategy), 10e18);
        _free(strategy, 20e18);
        assertEq(strategy.lst(), 30e18);
    }

    function test_AStrategyThatGrewOverItsCapBlocksNoOther() public {
        StrategyDouble second = _addStrategy(10e18);
        _deploy(strategy, 50e18);
        strategy.gain(5e18);
        _deploy(second, 10e18);
        assertEq(second.lst(), 10e18);
    }

    function test_RevertWhen_AStrategyOverItsCapIsGivenMore() public {
        _deploy(strategy, 50e18);
        strategy.gain(5e18);
        _expectCapReverts(
            _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 1e18, "")), address(strategy), 56e18, 50e18
        );
    }

    /// @dev What is deployed as dust raises no risk, and no cap binds it.
    function testFuzz_NoBatchThatRaisesRiskEndsOverTheCap(uint256 cap, uint256 assets) public {
        StrategyDouble other = _addStrategy(uint128(bound(cap, 0, 120e18)));
        uint256 limit = vault.strategyConfig(address(other)).capAssets;
        assets = bound(assets, 1, 100e18);
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Deploy, other, assets, ""));
        if (assets > limit && assets > 1e9) return _expectCapReverts(actions, address(other), assets, limit);
        _deploy(other, assets);
        assertEq(other.lst(), int256(assets));
    }

    function _expectCapReverts(IVaultTypes.Action[] memory actions, address which, uint256 allocation, uint256 cap)
        private
    {
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.CapExceeded.selector, which, allocation, cap));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }
}
