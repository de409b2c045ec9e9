// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {LeveredAttack} from "test/attack/LeveredAttack.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice Holds the keeper key and borrows from Aave, for one transaction, what lifts the net asset value that relative caps are measured on.
contract FlashLoaningKeeper {
    IVaultUnderTest private immutable VAULT;
    IERC20 private constant LST = IERC20(Mainnet.WSTETH);

    constructor(IVaultUnderTest vault) {
        VAULT = vault;
        LST.approve(address(vault), type(uint256).max);
        LST.approve(Mainnet.AAVE_POOL, type(uint256).max);
    }

    function attack(uint256 amount, IVaultTypes.Action[] calldata actions) external {
        (address[] memory tokens, uint256[] memory amounts) = (new address[](1), new uint256[](1));
        (tokens[0], amounts[0]) = (address(LST), amount);
        IAavePool(Mainnet.AAVE_POOL)
            .flashLoan(address(this), tokens, amounts, new uint256[](1), address(this), abi.encode(actions), 0);
    }

    function executeOperation(
        address[] calldata,
        uint256[] calldata amounts,
        uint256[] calldata,
        address,
        bytes calldata data
    ) external returns (bool) {
        VAULT.deposit(amounts[0], address(this));
        VAULT.rebalance(
            abi.decode(data, (IVaultTypes.Action[])),
            IVaultTypes.BatchTerms(VAULT.rebalanceNonce(), uint64(block.timestamp), bytes32(0))
        );
        VAULT.redeem(VAULT.maxRedeem(address(this)), address(this), address(this));
        return true;
    }
}

/// @notice Flash-loaned relative caps, with a real flash loan.
contract FlashLoanedCapTest is LeveredAttack {
    FlashLoaningKeeper private thief;

    function setUp() public override {
        super.setUp();
        thief = new FlashLoaningKeeper(vault);
        AccessManager(vault.authority()).grantRole(Roles.KEEPER, address(thief), 0);
        // What the loop holds of the net asset value now, and a percent.
        bytes32[] memory ids = loop.riskIds();
        vault.lowerRiskCap(ids[0], type(uint128).max, 9_100);
        deal(address(LST), address(thief), 1e18);
    }

    function _more(uint256 assets) private view returns (IVaultTypes.Action[] memory actions) {
        actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Deploy, address(loop), assets, "");
    }

    /// forge-config: default.fuzz.runs = 24
    function testFuzz_AFlashLoanLiftsNoRelativeCap(uint256 loan) public {
        loan = bound(loan, 100e18, 3_000e18);
        vm.expectPartialRevert(IVaultTypes.RiskCapExceeded.selector);
        thief.attack(loan, _more(60e18));
    }

    /// @dev The same attack within the cap runs, so that nothing else is what refuses it.
    function test_WithinTheCapTheSameTransactionRuns() public {
        uint256 before = vault.valuation().navPar;
        thief.attack(100e18, _more(5e18));
        assertGe(vault.valuation().navPar + 1e12, before);
        assertLe(LST.balanceOf(address(thief)), 1e18, "attacker's profit");
    }
}
