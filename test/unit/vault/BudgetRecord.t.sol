// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice What an indexer is told of the loss budgets, and the price that losses are measured from, to the last digit.
contract BudgetRecordTest is VaultFixture {
    address private treasury = makeAddr("treasury");

    function setUp() public override {
        super.setUp();
        _deposit(alice, 10e18);
    }

    function test_SettingThemSaysBothTerms() public {
        IVaultTypes.LossBudgetTerms memory up = IVaultTypes.LossBudgetTerms(20, 2 days);
        IVaultTypes.LossBudgetTerms memory down = IVaultTypes.LossBudgetTerms(400, 3 days);
        vm.expectEmit(address(vault));
        emit IVaultTypes.LossBudgetsSet(up, down);
        vm.prank(curator);
        vault.setLossBudgets(up, down);
    }

    /// @dev A deposit takes the fees that are due and measures no loss, so that the checkpoint is what the fees left of it.
    function test_FeesDiluteTheCheckpointByTheirShares() public {
        vm.prank(curator);
        vault.setFees(IVaultTypes.FeeTerms(treasury, 0, 200));
        skip(300 days);
        (uint256 checkpointRay, uint256 supply) = (vault.checkpointRay(), vault.totalSupply() + VIRTUAL);
        _deposit(bob, 1e18);
        uint256 feeShares = vault.balanceOf(treasury);
        assertGt(feeShares, 0);
        assertEq(vault.checkpointRay(), checkpointRay * supply / (supply + feeShares));
    }
}
