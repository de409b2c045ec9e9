// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Whoever enters and leaves around a gain, a loss or its report takes nothing from those who stay.
contract SandwichTest is VaultFixture {
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        strategy = _addStrategy();
        _lever(strategy, 60e18, 4);
    }

    function _leave(bool byExit) private {
        uint256 shares = byExit ? vault.balanceOf(eve) : vault.maxRedeem(eve);
        vm.startPrank(eve);
        if (byExit) {
            vault.exit(shares, 0, eve);
        } else if (shares != 0) {
            vault.redeem(shares, eve, eve);
        }
        vm.stopPrank();
    }

    /// @dev Before the gain, out again at once.
    function testFuzz_NobodyProfitsOfAGainInItsBlock(uint256 assets, uint256 gained, bool reported, bool byExit)
        public
    {
        assets = bound(assets, 1e12, 1e22);
        _deposit(eve, assets);
        strategy.gain(bound(gained, 0, 50e18));
        if (reported) vault.sync();
        _leave(byExit);
        assertLe(lst.balanceOf(eve), assets);
        assertGe(vault.valuation().navPar, 100e18);
    }

    /// @dev Before the gain, out after a while: no more than his part of what time has recognised.
    function testFuzz_WhoStaysForAWhileGetsThatWhilesPart(uint256 assets, uint256 gained, uint256 held, bool byExit)
        public
    {
        assets = bound(assets, 1e15, 1e22);
        held = bound(held, 1, 30 days);
        _deposit(eve, assets);
        strategy.gain(bound(gained, 0, 50e18));
        skip(held);
        _leave(byExit);
        assertLe(lst.balanceOf(eve), assets + assets * GAIN_RATE / 1e18 * held / 365 days);
    }

    /// @dev Between the gain and its report, at stored sums or after.
    function testFuzz_WhoEntersAfterAGainPaysForIt(uint256 assets, uint256 gained, bool reported, uint256 held) public {
        assets = bound(assets, 1e12, 1e22);
        strategy.gain(bound(gained, 0, 50e18));
        if (reported) vault.sync();
        held = bound(held, 0, 30 days);
        _deposit(eve, assets);
        skip(held);
        _leave(false);
        // At stored sums he may not have paid for it, and then gets no more of it than time lets him.
        uint256 most = reported ? assets : assets + assets * GAIN_RATE / 1e18 * held / 365 days;
        assertLe(lst.balanceOf(eve), most);
    }

    /// @dev Ahead of the report of a loss that has happened.
    function testFuzz_NobodyLeavesAheadOfALoss(uint256 assets, uint256 lost, bool byExit) public {
        assets = bound(assets, 1e12, 60e18);
        _deposit(eve, assets);
        strategy.lose(bound(lost, 0, 50e18));
        uint256 before = _bidValue(alice);
        _leave(byExit);
        vault.sync();
        assertGe(_bidValue(alice) + 1, before);
    }

    /// @dev In before the report of a loss, out after it: the loss that he bought is his.
    function testFuzz_NobodyProfitsOfALossReport(uint256 assets, uint256 lost, bool byExit) public {
        assets = bound(assets, 1e12, 1e22);
        strategy.lose(bound(lost, 0, 50e18));
        _deposit(eve, assets);
        vault.sync();
        _leave(byExit);
        assertLe(lst.balanceOf(eve), assets);
    }
}
